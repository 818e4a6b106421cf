using System.Globalization;
using System.Text.Json;
using PartyBuilding.Dialogue;
using PartyBuilding.Dialogue.Definitions;

namespace PartyBuilding.Bot.Commands;

/// <summary>Slots in the value forms of the utterance files: ISO days, <c>HH:MM</c>, plain numbers; what was not said is absent.</summary>
internal static class SlotJson
{
    private const string Other = "其他";

    /// <summary>The intent as those files name it: a duty done is a report of something else, who paid dues a status.</summary>
    public static string Intent(Understanding said) => said.Intent switch
    {
        "record_duty" => "report_activity",
        "dues_status" => "branch_status",
        var intent => intent,
    };

    /// <summary>Writes the slots; duties that are no activities are 其他 there.</summary>
    public static void Write(Utf8JsonWriter json, Slots slots, IReadOnlyList<KindWords> kinds)
    {
        Text(json, "activity_type", kinds.Any(kind => kind.IsDuty && kind.Name == slots.ActivityType) ? Other : slots.ActivityType);
        Text(json, "date", slots.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Text(json, "start", slots.Start?.ToString("HH:mm", CultureInfo.InvariantCulture));
        Text(json, "end", slots.End?.ToString("HH:mm", CultureInfo.InvariantCulture));
        Number(json, "duration_minutes", slots.DurationMinutes);
        Text(json, "place", slots.Place);
        Number(json, "attendees", slots.Attendees);
        Number(json, "absent", slots.Absent);
        Text(json, "topic", slots.Topic);
        Number(json, "hours", slots.Hours);
        Number(json, "points", slots.Points);
        Text(json, "reason", slots.Reason);
        if (slots.Members is { } members)
            List(json, "members", members);
        if (slots.Branch is [var branch])
            json.WriteString("branch", branch);
        else if (slots.Branch is { } branches)
            List(json, "branch", branches);
        Text(json, "period", slots.Period);
        Number(json, "amount", slots.Amount);
        Text(json, "content", slots.Content);
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    // 2.50 hours are 2.5.
    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number / 1.0000000000000000000000000000m);
    }

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
