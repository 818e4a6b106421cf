using System.Text;
using System.Text.Json;

namespace PartyBuilding.Channels;

/// <summary>A message's text as it is meant for the bot.</summary>
/// <param name="Text">Without mentions of the bot; other people's mentions stay, they are arguments.</param>
/// <param name="IsAddressed">True in private and when the bot is mentioned.</param>
public sealed record Heard(string Text, bool IsAddressed);

/// <summary>Finds and takes out mentions of the bot.</summary>
public static class Mentions
{
    /// <summary>More different mentions of one bot than any honest client sends.</summary>
    private const int Most = 8;

    /// <summary>What the bot heard.</summary>
    /// <param name="activity">A message.</param>
    /// <param name="botName">The name people type behind an @, for channels that send no mention entity.</param>
    /// <remarks>Whether <see cref="Activity.ReplyToId"/> is a message of the bot's only the host knows. Mentions are literal text, never a pattern, and every occurrence goes. A mention without text is <c>&lt;at&gt;name&lt;/at&gt;</c>.</remarks>
    public static Heard Hear(Activity activity, string botName)
    {
        var text = activity.Text ?? "";
        var mentions = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entity in activity.Entities ?? [])
        {
            if (mentions.Count < Most && OfBot(entity, activity.Recipient?.Id) is { } written)
                mentions.Add(written);
        }
        var isMentioned = mentions.Count > 0;
        if (botName.Length > 0)
        {
            isMentioned |= text.Contains("@" + botName, StringComparison.OrdinalIgnoreCase)
                || text.Contains("＠" + botName, StringComparison.OrdinalIgnoreCase);
            mentions.Add("@" + botName);
            mentions.Add("＠" + botName);
        }
        foreach (var mention in mentions)
            text = Without(text, mention);
        return new Heard(Trimmed(text), isMentioned || activity.Conversation?.IsGroup is not true);
    }

    /// <summary>The words that stand for the bot in the text; empty when the entity does not say; null when it is no mention of the bot.</summary>
    private static string? OfBot(JsonElement entity, string? botId)
    {
        if (botId is null
            || entity.ValueKind != JsonValueKind.Object
            || !"mention".Equals(StringOf(entity, "type"), StringComparison.OrdinalIgnoreCase)
            || !entity.TryGetProperty("mentioned", out var who)
            || who.ValueKind != JsonValueKind.Object
            || !string.Equals(StringOf(who, "id"), botId, StringComparison.Ordinal))
            return null;
        return StringOf(entity, "text") ?? (StringOf(who, "name") is { Length: > 0 } name ? $"<at>{name}</at>" : "");
    }

    private static string? StringOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>One pass, so that a hostile text full of mentions costs no more than a long one.</summary>
    private static string Without(string text, string mention)
    {
        if (string.IsNullOrWhiteSpace(mention) || !text.Contains(mention, StringComparison.OrdinalIgnoreCase))
            return text;
        var kept = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (rest.IndexOf(mention, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            kept.Append(rest[..at]);
            rest = rest[(at + mention.Length)..];
            CloseGap(kept, ref rest);
        }
        return kept.Append(rest).ToString();
    }

    /// <summary>Closes the gap a mention leaves: a line break stays one, other space shrinks to one, none stays none.</summary>
    private static void CloseGap(StringBuilder kept, ref ReadOnlySpan<char> rest)
    {
        var start = SpaceAtStart(rest);
        var gap = rest[..start];
        rest = rest[start..];
        var end = kept.Length;
        var isBreak = gap.Contains('\n');
        while (end > 0 && char.IsWhiteSpace(kept[end - 1]))
            isBreak |= kept[--end] == '\n';
        var isGap = end < kept.Length || gap.Length > 0;
        kept.Length = end;
        if (end == 0)
            rest = rest.TrimStart(AfterAddress);
        else if (isGap)
            kept.Append(isBreak ? '\n' : ' ');
    }

    // 「@党建助手，昨天……」: punctuation behind an address is not part of what is said.
    private const string AfterAddress = "，,：:、 ";

    // Teams writes a non-breaking space, or its HTML name, between a mention and the text.
    private const string Nbsp = "&nbsp;";

    private static string Trimmed(string text) => text.AsSpan()[SpaceAtStart(text)..].TrimEnd().ToString();

    private static int SpaceAtStart(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else if (text[at..].StartsWith(Nbsp, StringComparison.OrdinalIgnoreCase))
                at += Nbsp.Length;
            else
                break;
        }
        return at;
    }
}
