using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Turns;

/// <summary>Short answers that mean something only while a question is open.</summary>
internal sealed class Answers(IReadOnlyDictionary<string, Program[]> rules)
{
    /// <summary>Rules that the common file must have for this.</summary>
    public static IReadOnlyList<string> Rules { get; } = ["answer_yes", "answer_no", "answer_cancel"];

    public bool IsYes(Spotted spotted) => Is("answer_yes", spotted);

    public bool IsNo(Spotted spotted) => Is("answer_no", spotted);

    public bool IsCancel(Spotted spotted) => Is("answer_cancel", spotted);

    private bool Is(string rule, Spotted spotted)
    {
        var matcher = new Matcher(spotted);
        return Array.Exists(rules[rule], program => matcher.Find(program) >= 0);
    }
}
