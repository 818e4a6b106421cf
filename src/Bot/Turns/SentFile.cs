using PartyBuilding.Channels;

namespace PartyBuilding.Bot.Turns;

/// <summary>A file that came with a message, as far as it is known before the turn.</summary>
/// <param name="Id">Where it is kept already, or will be.</param>
/// <param name="Name">As its sender called it.</param>
/// <param name="Bytes">What is not kept yet, without metadata; null where the channel has kept it.</param>
/// <param name="Refused">Why it is not taken; null when it is.</param>
internal sealed record SentFile(string Id, string Name, byte[]? Bytes, HostWord? Refused)
{
    public string ContentType => Bytes is null ? FileTypes.Unknown : FileTypes.Sniff(Bytes);
}
