using PartyBuilding.Bot.DataFiles;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>One step of a conversation: the clock moves, or somebody says something; then people see what they should.</summary>
/// <param name="Who">Who speaks; null when only the clock moves or the bot starts again.</param>
/// <param name="InGroup">Where it is said.</param>
/// <param name="Text">What is said.</param>
/// <param name="Tap">The beginning of a button that is tapped instead; what it says is then said.</param>
/// <param name="Clock">Where the demo's clock is set before anything else.</param>
/// <param name="Restart">Whether the bot ends and starts again first.</param>
/// <param name="Sees">What is seen afterwards, and by whom.</param>
internal sealed record Scene(string? Who, bool InGroup, string? Text, string? Tap, string? Clock, bool Restart, IReadOnlyList<Sight> Sees)
{
    private static readonly Dictionary<string, bool> Places = new() { ["private"] = false, ["group"] = true };

    public static Scene Read(Node node) => node.Map(keys =>
    {
        var who = keys.MaybeText("who");
        var inGroup = keys.Maybe("in")?.OneOf(Places) ?? false;
        var text = keys.MaybeText("say");
        var tap = keys.MaybeText("tap");
        if ((who is null) != (text is null && tap is null))
            node.Wrong("who 和 say（或 tap）要一起写。");
        var sees = new List<Sight>();
        // Where it was said; the speaker's other place; then whoever else is named.
        if (Wanted.Read(keys, "answer", "not") is { } answer)
            sees.Add(new Sight(who!, inGroup, answer));
        if (Wanted.Read(keys, "group", "group-not") is { } group)
            sees.Add(new Sight(who!, true, group));
        if (Wanted.Read(keys, "private", "private-not") is { } aside)
            sees.Add(new Sight(who!, false, aside));
        if (keys.Maybe("silent")?.Bool() == true)
            sees.AddRange([new Sight(who!, true, Wanted.Nothing), new Sight(who!, false, Wanted.Nothing)]);
        sees.AddRange(keys.List("sees", Sight.Read));
        return new Scene(who, inGroup, text, tap, keys.MaybeText("clock"), keys.Maybe("restart")?.Bool() ?? false, sees);
    })!;
}

/// <summary>What one person sees in one place.</summary>
internal sealed record Sight(string Who, bool InGroup, Wanted What)
{
    private static readonly Dictionary<string, bool> Places = new() { ["private"] = false, ["group"] = true };

    public static Sight Read(Node node) => node.Map(keys => new Sight(
        keys.Text("who"),
        keys.Need("in")?.OneOf(Places) ?? false,
        Wanted.Read(keys, "text", "not") ?? Wanted.Nothing))!;
}
