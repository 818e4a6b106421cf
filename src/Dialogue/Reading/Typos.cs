namespace PartyBuilding.Dialogue.Reading;

/// <summary>The field's own typing errors (党废, 当员, 青兰), mended in place because both forms are equally long.</summary>
internal sealed class Typos
{
    private readonly Dictionary<char, List<(string Wrong, string Right)>> byFirst = [];

    public Typos(IReadOnlyDictionary<string, string> pairs)
    {
        foreach (var (wrong, right) in pairs)
        {
            if (!byFirst.TryGetValue(wrong[0], out var list))
                byFirst[wrong[0]] = list = [];
            list.Add((wrong, right));
        }
    }

    public void Mend(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (byFirst.TryGetValue(text[i], out var list))
                foreach (var (wrong, right) in list)
                    if (text[i..].StartsWith(wrong))
                        right.CopyTo(text[i..]);
    }
}
