using System.Globalization;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Tests.Recognizers;

/// <summary>Reads a sentence and writes everything but the calendar on one line, so that cases fit into a table.</summary>
internal static class Said
{
    /// <summary>A Friday afternoon.</summary>
    public static readonly DateTimeOffset Friday = new(2023, 10, 27, 17, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Every reading as <c>passage=value</c>, joined by a blank; empty when nothing is understood.</summary>
    public static string In(string text) =>
        string.Join(" ", ChineseReader.Read(text, Friday, Bias.Past).Select(one => $"{text[one.Start..one.End]}={Written(one.Value)}"));

    private static string Written(Value value) => value switch
    {
        Value.Number number => Plain(number.Amount),
        Value.Ordinal ordinal => "#" + Plain(ordinal.Place),
        Value.Percent percent => Plain(percent.Amount) + "%",
        Value.PercentRange range => $"{Plain(range.From)}-{Plain(range.To)}%",
        Value.Money money => Plain(money.Amount) + money.Currency,
        Value.Age age => $"{Plain(age.Amount)} {age.Unit} old",
        Value.Measure measure => $"{Plain(measure.Amount)} {measure.Unit}",
        Value.YesNo answer => answer.Yes ? "yes" : "no",
        Value.NumberRange range =>
            $"{(range.FromIncluded ? '[' : '(')}{range.From?.ToString("0.###", CultureInfo.InvariantCulture)},{range.To?.ToString("0.###", CultureInfo.InvariantCulture)}{(range.ToIncluded ? ']' : ')')}",
        _ => value.GetType().Name,
    };

    private static string Plain(decimal amount) => amount.ToString("0.####", CultureInfo.InvariantCulture);
}
