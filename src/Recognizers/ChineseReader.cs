using PartyBuilding.Recognizers.Dates;
using PartyBuilding.Recognizers.Numbers;

namespace PartyBuilding.Recognizers;

/// <summary>Reads dates, times, lengths, numbers, money, percentages, yes and no out of one Chinese message.</summary>
public static class ChineseReader
{
    /// <summary>Everything readable in <paramref name="text"/>, in text order, without overlaps. Linear in the length of the text.</summary>
    /// <param name="text">One message as typed: full-width digits, mixed numerals, line ends are all welcome.</param>
    /// <param name="now">The moment the text is read against; its own offset is taken as the local zone.</param>
    /// <param name="bias">How incomplete dates are completed.</param>
    public static IReadOnlyList<Reading> Read(string text, DateTimeOffset now, Bias bias)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normal = text.Length <= NormalText.OnStack ? stackalloc char[text.Length] : new char[text.Length];
        NormalText.Write(text, normal);

        var found = new Candidates();
        var dates = new List<Reading>();
        DateReader.Read(normal, now.DateTime, bias, dates);
        foreach (var date in dates)
            found.Add(date);
        new NumberScanner(normal, found).Scan();
        return found.Resolve(text.Length);
    }
}
