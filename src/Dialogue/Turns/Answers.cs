using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue.Turns;

/// <summary>Short answers that mean something only while a question is open.</summary>
internal sealed class Answers(IReadOnlyDictionary<string, Program[]> rules)
{
    /// <summary>Rules that the common file must have for this.</summary>
    public static IReadOnlyList<string> Rules { get; } =
    [
        "answer_yes", "answer_no", "answer_cancel", "answer_add", "answer_whole", "answer_change", "answer_drop", "answer_front", "answer_sending", "answer_undo",
        "draft_place", "draft_places",
    ];

    public bool IsYes(Spotted spotted) => Is("answer_yes", spotted);

    public bool IsNo(Spotted spotted) => Is("answer_no", spotted);

    public bool IsCancel(Spotted spotted) => Is("answer_cancel", spotted);

    /// <summary>What is to be added to the passage that was read back; null when nothing is.</summary>
    public string? Added(Spotted spotted)
    {
        var matcher = new Matcher(spotted);
        return Array.Exists(rules["answer_add"], program => matcher.Find(program) >= 0)
            && Passages.Whole(spotted.Text.Original(matcher.End, spotted.Text.Length)) is { Length: > 0 } added ? added : null;
    }

    /// <summary>True when one of a rule's patterns is there.</summary>
    public bool Is(string rule, Spotted spotted) => Find(rule, spotted) is not null;

    /// <summary>What the first of a rule's patterns that is there has captured; null when none is.</summary>
    public IReadOnlyList<Capture>? Find(string rule, Spotted spotted)
    {
        var matcher = new Matcher(spotted);
        return Array.Exists(rules[rule], program => matcher.Find(program) >= 0) ? [.. matcher.Captures] : null;
    }

    /// <summary>What a rule's patterns capture, wherever they are there.</summary>
    public IEnumerable<Capture> All(string rule, Spotted spotted)
    {
        var matcher = new Matcher(spotted);
        foreach (var program in rules[rule])
            for (var from = 0; matcher.Find(program, from) >= 0; from = Math.Max(matcher.End, from + 1))
                foreach (var capture in matcher.Captures.ToArray())
                    yield return capture;
    }
}
