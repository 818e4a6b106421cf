using System.Globalization;
using PartyBuilding.Recognizers;
using PartyBuilding.Recognizers.Dates;

namespace PartyBuilding.Tests.Recognizers.Dates;

/// <summary>Reads a sentence at one moment and writes what was understood on one line, so that cases fit into a table.</summary>
internal static class Reader
{
    /// <summary>A Friday; the moment of every table that names none.</summary>
    public static readonly DateTime Friday = new(2023, 10, 27, 17, 0, 0);

    /// <summary>Every reading as <c>passage=value</c>, joined by a blank; empty when nothing is understood.</summary>
    public static string Said(string text, Bias bias = Bias.Past, DateTime? now = null) =>
        string.Join(" ", Readings(text, bias, now).Select(one => $"{text[one.Start..one.End]}={Written(one.Value)}"));

    /// <summary>The first value alone.</summary>
    public static string First(string text, Bias bias = Bias.Past, DateTime? now = null) =>
        Readings(text, bias, now) is [var first, ..] ? Written(first.Value) : "";

    public static List<Reading> Readings(string text, Bias bias = Bias.Past, DateTime? now = null)
    {
        var found = new List<Reading>();
        DateReader.Read(text, now ?? Friday, bias, found);
        return found.FindAll(reading => reading.Weight > Reading.Doubtful);
    }

    public static string Written(Value value) => value switch
    {
        Value.Day day => Day(day.Date)!,
        Value.Days days => $"{Day(days.From)}/{Day(days.Until)}",
        Value.Clock clock => Time(clock.Time)!,
        Value.Clocks clocks => $"{Time(clocks.From)}/{Time(clocks.Until)}",
        Value.Moment moment => Stamp(moment.At)!,
        Value.Moments moments => $"{Stamp(moments.From)}/{Stamp(moments.Until)}",
        Value.Length length => length.Time.ToString("c", CultureInfo.InvariantCulture),
        Value.Term term => term.Nth is { } nth ? $"学期{nth}" : $"学期{term.By:+0;-0;0}",
        Value.Recurring recurring => "每" + recurring.Timex,
        Value.IllFormed broken => "?" + broken.Reason,
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string? Stamp(DateTime? at) => at?.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
