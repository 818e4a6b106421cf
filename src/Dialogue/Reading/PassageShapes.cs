using System.Buffers;
using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>What the words of a passage allow: where a topic ends, and what is no topic, place or reason however its cue reads.</summary>
internal sealed class PassageShapes(Spotted spotted)
{
    // Said without a breath, 学的是保护规定七点半到九点来了十三个人: a topic ends where times and heads are told.
    public Capture BeforeTimes(Capture capture)
    {
        var end = capture.End;
        foreach (var item in spotted.Items)
            if (item.Start > capture.Start + 1 && item.Start < end && item.End <= capture.End && EndsTopic(item) && !IsQuoted(capture.Start, item.Start))
                end = item.Start;
        if (end == capture.End)
            return capture;
        var cut = Approximation(capture.Start, end);
        return capture with { End = end - cut - Approximation(capture.Start, end - cut) };
    }

    // 大概一个钟头: the word before belongs to the time.
    private int Approximation(int start, int end)
    {
        foreach (var word in Approximately)
            if (end - word.Length > start && spotted.Text.Span[start..end].EndsWith(word))
                return word.Length;
        return 0;
    }

    private static readonly string[] Approximately = ["大概", "大约", "差不多", "一共", "总共", "前后", "全程", "从", "约", "共"];

    private bool IsQuoted(int start, int end) => spotted.Text.Span[start..end].IndexOfAny('《', '"') >= 0;

    private bool EndsTopic(Item item) => (item.Types & (ItemTypes.Clock | ItemTypes.Clocks | ItemTypes.Length)) != 0
        || (item.Types & ItemTypes.Number) != 0 && Coming.Contains(spotted.Text.Chars[item.Start - 1]) && item.End < spotted.Text.Length
        && spotted.Text.Chars[item.End] is '人' or '名' or '位' or '个';

    private static readonly SearchValues<char> Coming = SearchValues.Create("了到来去");

    // 学习了一个半小时 is no 学 of 习: a topic does not begin inside a word.
    public bool IsInsideWord(Capture capture)
    {
        if (capture.Slot != "topic" || capture.Start == 0)
            return false;
        foreach (var (end, _) in spotted.WordsAt(capture.Start - 1))
            if (end > capture.Start)
                return true;
        return false;
    }

    // 去石门小学支部督导 names whom, not where; and no topic is 支部督导.
    public bool CutsBranch(Capture capture) => spotted.Items.Exists(item => (item.Types & ItemTypes.Branch) != 0
            && item.Start < capture.End && item.End > capture.Start && (capture.Slot == "place" || item.Start <= capture.Start || item.End > capture.End)
            && spotted.Text.Span[item.Start..item.End].EndsWith("支部"));

    // 来看了活动室 tells something; a place is a name.
    public bool IsTold(Capture capture) =>
        capture.Item is null && spotted.Text.Span[capture.Start..capture.End] is var place && (place.IndexOfAny(Telling) >= 0 || place is ['的', ..] or [_]);

    private static readonly SearchValues<char> Telling = SearchValues.Create("了是把没被给捡到说讲才在");

    /// <summary>True for 了4月主题党日, 3小时, 15人: values with their units and particles are no topic and no reason.</summary>
    public bool IsOnlyValues(Capture capture)
    {
        const string Units = "了的着过人名位个次节堂场小时分钟点号日月年学课";
        for (var at = capture.Start; at < capture.End; at++)
            if (!Units.Contains(spotted.Text.Chars[at]) && char.IsLetterOrDigit(spotted.Text.Chars[at])
                && !spotted.Items.Exists(item => (item.Types & Values) != 0 && item.Start <= at && at < item.End))
                return false;
        return true;
    }

    private const ItemTypes Values = ItemTypes.Kind | ItemTypes.Day | ItemTypes.Clock | ItemTypes.Clocks | ItemTypes.Length | ItemTypes.Number | ItemTypes.Money
        | ItemTypes.Period | ItemTypes.Days;
}
