using System.Globalization;
using System.Text.Json;

namespace PartyBuilding.Plan;

/// <summary>Whether a report's free fields fit its kind.</summary>
public static class FieldCheck
{
    /// <summary>What is wrong with <paramref name="json"/>, each a Chinese sentence.</summary>
    /// <returns>Empty when it may be kept. Required fields that are missing are named too.</returns>
    public static IReadOnlyList<string> Faults(Kind kind, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return [$"「{kind.Name}」的附加内容格式不对。"];

        var known = kind.Fields.ToDictionary(field => field.Key);
        var faults = json.EnumerateObject()
            .Select(given => known.TryGetValue(given.Name, out var field)
                ? Fits(field, given.Value) ? null : Wanted(field)
                : $"「{kind.Name}」没有“{given.Name}”这一项。")
            .OfType<string>()
            .ToList();
        faults.AddRange(kind.Fields
            .Where(field => field.IsRequired && !json.TryGetProperty(field.Key, out _))
            .Select(field => $"缺少“{field.Label}”。"));
        return faults;
    }

    private static bool Fits(Field field, JsonElement value) => field.Type switch
    {
        FieldType.Text => value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= field.Longest,
        FieldType.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _),
        FieldType.Count => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0,
        FieldType.YesNo => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldType.Day => value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldType.Choice => IsChoice(field, value),
        _ => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(tick => IsChoice(field, tick)),
    };

    private static bool IsChoice(Field field, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && field.Choices.Contains(value.GetString()!);

    private static string Wanted(Field field) => field.Type switch
    {
        FieldType.Text => $"“{field.Label}”应当是文字，最多 {field.Longest} 个字。",
        FieldType.Number => $"“{field.Label}”应当是数字。",
        FieldType.Count => $"“{field.Label}”应当是不小于 0 的整数。",
        FieldType.YesNo => $"“{field.Label}”应当是“是”或“否”。",
        FieldType.Day => $"“{field.Label}”应当是日期。",
        _ => $"“{field.Label}”只能是：{string.Join('、', field.Choices)}。",
    };
}
