using Microsoft.Recognizers.Text;
using Microsoft.Recognizers.Text.DateTime;
using Microsoft.Recognizers.Text.Number;
using Microsoft.Recognizers.Text.NumberWithUnit;

namespace PartyBuilding.Tests.Recognizers.Differential;

/// <summary>The readings of Microsoft's library in the common form, with every candidate it offers.</summary>
internal static class Theirs
{
    private static readonly DateTime Now = Days.Today.ToDateTime(new TimeOnly(10, 0));

    private static readonly NumberRecognizer Numbers = new(Culture.Chinese);
    private static readonly NumberWithUnitRecognizer Units = new(Culture.Chinese);
    private static readonly DateTimeRecognizer Dates = new(Culture.Chinese);

    private static readonly (Fact Fact, Func<string, List<ModelResult>> Read)[] Models =
    [
        (Fact.When, text => Dates.GetDateTimeModel().Parse(text, Now)),
        (Fact.Number, text => Numbers.GetNumberModel().Parse(text)),
        (Fact.Ordinal, text => Numbers.GetOrdinalModel().Parse(text)),
        (Fact.Percent, text => Numbers.GetPercentageModel().Parse(text)),
        (Fact.NumberRange, text => Numbers.GetNumberRangeModel().Parse(text)),
        (Fact.Money, text => Units.GetCurrencyModel().Parse(text)),
        (Fact.Age, text => Units.GetAgeModel().Parse(text)),
        (Fact.Measure, text => Units.GetDimensionModel().Parse(text)),
    ];

    public static List<Found> Read(string text) =>
        [.. from model in Models
            from result in model.Read(text)
            let values = Values(model.Fact, result.Resolution)
            // It finds some passages without saying what they mean.
            where values.Length > 0
            select new Found(model.Fact, result.Start, result.End + 1, values)];

    private static string[] Values(Fact fact, IDictionary<string, object>? resolution)
    {
        if (fact == Fact.When)
            return resolution?["values"] is List<Dictionary<string, string>> values ? [.. values.Select(Written)] : [];
        if (resolution is null || !resolution.TryGetValue("value", out var of) || of is not string value)
            return [];
        return [fact switch
        {
            Fact.Percent => value.TrimEnd('%'),
            Fact.NumberRange => Interval(value),
            Fact.Age => $"{value} {((string)resolution["unit"]).ToLowerInvariant()}",
            Fact.Measure => $"{value} {resolution["unit"]}",
            _ => value,
        }];
    }

    private static string Written(Dictionary<string, string> value) =>
        value.TryGetValue("value", out var one) ? Short(one)
        : $"{Short(value.GetValueOrDefault("start", ""))}..{Short(value.GetValueOrDefault("end", ""))}";

    // Seconds are never said.
    private static string Short(string at) => at.EndsWith(":00", StringComparison.Ordinal) && at.Count(c => c == ':') == 2 ? at[..^3] : at;

    /// <summary>[3,5) and (20,) as 3..5 and &gt;20.</summary>
    private static string Interval(string value)
    {
        var ends = value[1..^1].Split(',');
        return ends switch
        {
            [{ Length: > 0 } from, { Length: > 0 } to] => $"{from}..{to}",
            [{ Length: > 0 } from, _] => (value[0] == '[' ? ">=" : ">") + from,
            [_, { Length: > 0 } to] => (value[^1] == ']' ? "<=" : "<") + to,
            _ => "",
        };
    }
}
