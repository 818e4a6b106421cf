using System.Text;

namespace PartyBuilding.Plan;

/// <summary>Texts with places such as {gaps}.</summary>
public static class Template
{
    /// <summary>The places a text names, in its order.</summary>
    /// <returns>Null when a brace has no partner.</returns>
    public static IReadOnlyList<string>? Places(string text)
    {
        var places = new List<string>();
        for (var at = 0; (at = text.AsSpan(at).IndexOfAny('{', '}') is var next and >= 0 ? at + next : -1) >= 0;)
        {
            var end = text.IndexOf('}', at);
            if (text[at] == '}' || end < 0 || text.IndexOf('{', at + 1, end - at - 1) >= 0)
                return null;
            places.Add(text[(at + 1)..end]);
            at = end + 1;
        }

        return places;
    }

    /// <summary>The text with its places filled; a place nobody fills stays empty.</summary>
    /// <param name="text">As in the data file, checked when it was read.</param>
    /// <param name="value">The value of a place.</param>
    public static string Fill(string text, Func<string, string?> value)
    {
        var filled = new StringBuilder();
        var at = 0;
        while (text.IndexOf('{', at) is var open and >= 0)
        {
            var end = text.IndexOf('}', open);
            filled.Append(text, at, open - at).Append(value(text[(open + 1)..end]));
            at = end + 1;
        }

        return filled.Append(text, at, text.Length - at).ToString();
    }
}
