using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Features;

/// <summary>Private messages to other people than the speaker.</summary>
internal sealed class Whispers(Conversations conversations)
{
    /// <summary>The same words to each of these members who has a private chat; who has none hears it when they ask.</summary>
    public async Task<IReadOnlyList<Outgoing>> ToAsync(
        IEnumerable<long> members, string text, IReadOnlyList<string> suggestions, CancellationToken cancel) =>
        [.. (await conversations.PrivateOfMembersAsync([.. members.Distinct()], cancel)).Select(chat => new Outgoing(chat.Id, text, suggestions))];
}
