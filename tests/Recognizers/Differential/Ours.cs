using System.Globalization;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Tests.Recognizers.Differential;

/// <summary>Our readings in the common form: one meaning for each passage. Doubtful ones (五四精神 for a day) are no readings: the bot takes none of them for one.</summary>
internal static class Ours
{
    private static readonly DateTimeOffset Now = new(Days.Today.ToDateTime(new TimeOnly(10, 0)), TimeSpan.FromHours(8));

    public static List<Found> Read(string text) =>
        [.. from reading in ChineseReader.Read(text, Now, Bias.Past)
            let written = Write(reading.Value)
            where written is not null && reading.Weight > Reading.Doubtful
            select new Found(written.Value.Fact, reading.Start, reading.End, [written.Value.Value])];

    private static (Fact Fact, string Value)? Write(Value value) => value switch
    {
        Value.Number number => (Fact.Number, Plain(number.Amount)),
        Value.Ordinal ordinal => (Fact.Ordinal, Plain(ordinal.Place)),
        Value.Percent percent => (Fact.Percent, Plain(percent.Amount)),
        Value.Money money => (Fact.Money, Plain(money.Amount)),
        Value.Age age => (Fact.Age, $"{Plain(age.Amount)} {age.Unit}"),
        Value.Measure measure => (Fact.Measure, $"{Plain(measure.Amount)} {measure.Unit}"),
        Value.NumberRange range => (Fact.NumberRange, Interval(range)),
        Value.Day day => (Fact.When, Days.Write(day.Date)),
        Value.Clock clock => (Fact.When, Times.Write(clock.Time)),
        Value.Moment moment => (Fact.When, Write(moment.At)),
        Value.Days days => (Fact.When, $"{Write(days.From)}..{Write(days.Until)}"),
        Value.Clocks clocks => (Fact.When, $"{Write(clocks.From)}..{Write(clocks.Until)}"),
        Value.Moments moments => (Fact.When, $"{Write(moments.From)}..{Write(moments.Until)}"),
        Value.Length length => (Fact.When, Plain((decimal)length.Time.TotalSeconds)),
        Value.Recurring recurring => (Fact.When, recurring.Timex),
        Value.Term => (Fact.When, "term"),
        Value.IllFormed => (Fact.When, "ill-formed"),
        _ => null,
    };

    private static string Interval(Value.NumberRange range) => range switch
    {
        { From: { } from, To: { } to } => $"{Plain(from)}..{Plain(to)}",
        { From: { } from } => (range.FromIncluded ? ">=" : ">") + Plain(from),
        { To: { } to } => (range.ToIncluded ? "<=" : "<") + Plain(to),
        _ => "",
    };

    private static string Write(DateOnly? day) => day is { } known ? Days.Write(known) : "";

    private static string Write(TimeOnly? time) => time is { } known ? Times.Write(known) : "";

    private static string Write(DateTime? at) => at?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Plain(decimal amount) => amount.ToString("0.####", CultureInfo.InvariantCulture);
}
