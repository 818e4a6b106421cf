using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>The longest passage that nothing else explains: often the topic or the reason, said without any cue.</summary>
/// <param name="noise">Words that explain nothing at the edges of a passage.</param>
/// <param name="spent">Words whose meaning is already in the intent: 加分, 补报.</param>
/// <param name="leave">Words that ask for leave: spent where leave is asked for, a reason where points are deducted.</param>
/// <param name="kept">Words that a noise word only begins or ends: 帮忙, 老人.</param>
internal sealed class Rest(int noise, int spent, int leave, int kept)
{
    private const int Shortest = 2;

    public Capture? Find(Filling filling)
    {
        var text = filling.Spotted.Text;
        var explained = Explained(filling);
        Capture? best = null;
        var behind = filling["points"]?.End ?? filling["deducted"]?.End ?? int.MaxValue;
        for (var start = 0; start < text.Length;)
        {
            if (explained[start] || !char.IsLetterOrDigit(text.Chars[start]))
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < text.Length && !explained[end] && !text.IsClauseEnd(end))
                end++;
            var (from, to) = Trim(filling.Spotted, start, end);
            if (to - from >= Shortest && !HasNumber(filling.Spotted, from, to) && (best is not { } known || !IsToldFirst(known, behind) && to - from > known.End - known.Start))
                best = new Capture("", from, to, null, null);
            start = end;
        }

        return best;
    }

    // Behind the points the reason comes first, and then what else there is to tell about it.
    private static bool IsToldFirst(Capture known, int behind) => known.Start >= behind && known.End - known.Start >= Telling;

    private const int Telling = 5;

    /// <summary>True when a passage is one word that explains nothing: 应到, 第一党小组.</summary>
    public bool IsSpent(Spotted spotted, int start, int end, bool leaveToo)
    {
        foreach (var (wordEnd, word) in spotted.WordsAt(start))
            if (wordEnd == end && (spotted.Vocabulary.IsIn(word, spent) || leaveToo && spotted.Vocabulary.IsIn(word, leave)))
                return true;
        return false;
    }

    private static bool HasNumber(Spotted spotted, int start, int end) =>
        spotted.Items.Exists(item => (item.Types & ItemTypes.Number) != 0 && item.Start >= start && item.End <= end && item.End - item.Start + 2 >= end - start);

    private bool[] Explained(Filling filling)
    {
        var explained = new bool[filling.Spotted.Text.Length];
        for (var i = 0; i < explained.Length; i++)
            explained[i] = filling.IsTaken(i, i + 1);
        var explaining = ItemTypes.PartOfDay
            | (filling.Wants("date") ? ItemTypes.Day : 0)
            | (filling.Wants("start") ? ItemTypes.Clock | ItemTypes.Clocks : 0)
            | (filling.Wants("duration_minutes") ? ItemTypes.Length : 0)
            | (filling.Wants("branch") ? ItemTypes.Branch : 0)
            | (filling.Wants("activity_type") ? ItemTypes.Kind : 0)
            | (filling.Wants("activity_type") && !filling.Wants("topic") ? ItemTypes.Sign : 0);
        foreach (var item in filling.Spotted.Items)
            if ((item.Types & explaining) != 0)
                Array.Fill(explained, true, item.Start, item.End - item.Start);
        for (var at = 0; at < explained.Length; at++)
            foreach (var (end, word) in filling.Spotted.WordsAt(at))
                if (filling.Spotted.Vocabulary.IsIn(word, spent) || !filling.Wants("points") && filling.Spotted.Vocabulary.IsIn(word, leave))
                    Array.Fill(explained, true, at, end - at);
        return explained;
    }

    private (int Start, int End) Trim(Spotted spotted, int start, int end)
    {
        for (var moved = true; moved && start < end;)
        {
            moved = false;
            foreach (var (wordEnd, word) in spotted.WordsAt(start))
                if (wordEnd <= end && spotted.Vocabulary.IsIn(word, noise) && MayLeave(spotted, wordEnd, end) && !BeginsMore(spotted, start, wordEnd))
                    (start, moved) = (wordEnd, true);
        }

        for (var at = end - 1; at >= start; at--)
            foreach (var (wordEnd, word) in spotted.WordsAt(at))
                if (wordEnd == end && spotted.Vocabulary.IsIn(word, noise) && MayLeave(spotted, start, at) && !EndsMore(spotted, at, end))
                    (end, at) = (at, Math.Min(at, end));
        return (start, end);
    }

    // 帮 of 帮忙 says something with what follows.
    private bool BeginsMore(Spotted spotted, int start, int wordEnd)
    {
        foreach (var (end, word) in spotted.WordsAt(start))
            if (end > wordEnd && spotted.Vocabulary.IsIn(word, kept))
                return true;
        return false;
    }

    // 人 of 老人 and 报 of 市报 are the end of a word.
    private bool EndsMore(Spotted spotted, int at, int end)
    {
        for (var start = Math.Max(0, at - LongestKept); start < at; start++)
            foreach (var (wordEnd, word) in spotted.WordsAt(start))
                if (wordEnd == end && spotted.Vocabulary.IsIn(word, kept))
                    return true;
        return false;
    }

    private const int LongestKept = 4;

    // 加 of 加班 is no word of its own: what is left must not be half a word.
    private bool MayLeave(Spotted spotted, int start, int end)
    {
        if (end - start != 1)
            return true;
        foreach (var (wordEnd, word) in spotted.WordsAt(start))
            if (wordEnd == end && spotted.Vocabulary.IsIn(word, noise))
                return true;
        return false;
    }
}
