namespace PartyBuilding.Channels.DirectLine;

/// <summary>Which ids people may have here.</summary>
internal static class UserIds
{
    private const int Longest = 64;

    /// <summary>Microsoft's clients put the id into addresses as it is, and refuse to choose one that starts like this themselves.</summary>
    public static bool MayBeInToken(string id) =>
        id.Length is > 3 and <= Longest && id.StartsWith("dl_", StringComparison.Ordinal) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>An id a client chose itself must not be one a token could have given, nor the bot's.</summary>
    public static bool MayBeClaimed(string? id, string bot) =>
        id is { Length: > 0 and <= 256 } && !id.StartsWith("dl_", StringComparison.OrdinalIgnoreCase) && id != bot;
}
