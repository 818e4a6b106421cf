using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>The longest passage that nothing else explains: often the topic or the reason, said without any cue.</summary>
/// <param name="noise">Words that explain nothing at the edges of a passage.</param>
internal sealed class Rest(int noise)
{
    private const int Shortest = 2;

    public Capture? Find(Filling filling)
    {
        var text = filling.Spotted.Text;
        var explained = Explained(filling);
        Capture? best = null;
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
            if (to - from >= Shortest && (best is null || to - from > best.Value.End - best.Value.Start))
                best = new Capture("", from, to, null, null);
            start = end;
        }

        return best;
    }

    private static bool[] Explained(Filling filling)
    {
        var explained = new bool[filling.Spotted.Text.Length];
        for (var i = 0; i < explained.Length; i++)
            explained[i] = filling.IsTaken(i, i + 1);
        foreach (var item in filling.Spotted.Items)
            if ((item.Types & (ItemTypes.Day | ItemTypes.Clock | ItemTypes.Clocks | ItemTypes.Length | ItemTypes.Branch)) != 0)
                Array.Fill(explained, true, item.Start, item.End - item.Start);
        return explained;
    }

    private (int Start, int End) Trim(Spotted spotted, int start, int end)
    {
        for (var moved = true; moved && start < end;)
        {
            moved = false;
            foreach (var (wordEnd, word) in spotted.WordsAt(start))
                if (wordEnd <= end && spotted.Vocabulary.IsIn(word, noise))
                    (start, moved) = (wordEnd, true);
        }

        for (var at = end - 1; at >= start; at--)
            foreach (var (wordEnd, word) in spotted.WordsAt(at))
                if (wordEnd == end && spotted.Vocabulary.IsIn(word, noise))
                    (end, at) = (at, Math.Min(at, end));
        return (start, end);
    }
}
