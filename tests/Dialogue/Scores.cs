using System.Globalization;
using System.Text.Json;
using PartyBuilding.Bot.Commands;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Tests.Dialogue;

/// <summary>How well labelled sentences of a file are understood, by the conventions of the utterance files.</summary>
internal sealed record Scores(int Count, double Intents, double Whole, double F1, IReadOnlyList<string> Failures, IReadOnlyList<string> FalseActions)
{
    private static readonly HashSet<string> Free = ["topic", "place", "reason", "content"];

    public static Scores Of(string file)
    {
        var (count, intents, whole, right, extra, missed) = (0, 0, 0, 0, 0, 0);
        List<string> failures = [];
        List<string> falseActions = [];
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", file)))
        {
            using var json = JsonDocument.Parse(line);
            var expected = json.RootElement;
            var (text, intent) = (expected.GetProperty("text").GetString()!, expected.GetProperty("intent").GetString());
            var said = TestDialogues.All.Understand(
                new Message(text, expected.GetProperty("role").GetString()!, null, false, true,
                    DateTimeOffset.Parse(expected.GetProperty("now").GetString()!, CultureInfo.InvariantCulture)), NameIndex.Empty);
            count++;
            var sameIntent = SlotJson.Intent(said) == intent;
            intents += sameIntent ? 1 : 0;
            if (intent == Understanding.Unknown && !sameIntent)
                falseActions.Add($"{text} → {said.Intent}");
            var wrong = Compare(expected.GetProperty("slots"), sameIntent ? said.Slots : new Slots());
            (right, extra, missed) = (right + wrong.Right, extra + wrong.Extra, missed + wrong.Missed);
            if (sameIntent && wrong is { Extra: 0, Missed: 0 })
                whole++;
            else
                failures.Add($"{text} → {said.Intent} {said.Slots}");
        }

        return new Scores(count, (double)intents / count, (double)whole / count, 2.0 * right / Math.Max(1, 2 * right + extra + missed), failures, falseActions);
    }

    private static (int Right, int Extra, int Missed) Compare(JsonElement expected, Slots said)
    {
        using var given = JsonDocument.Parse(Json(said));
        var (right, extra, missed) = (0, 0, 0);
        foreach (var slot in expected.EnumerateObject())
            if (!given.RootElement.TryGetProperty(slot.Name, out var value))
                missed++;
            else if (Same(slot.Name, slot.Value, value))
                right++;
            else
                (extra, missed) = (extra + 1, missed + 1);
        extra += given.RootElement.EnumerateObject().Count(slot => !expected.TryGetProperty(slot.Name, out _) && !Free.Contains(slot.Name));
        return (right, extra, missed);
    }

    private static bool Same(string slot, JsonElement expected, JsonElement given)
    {
        if (Free.Contains(slot))
            return Plain(expected) is var a && Plain(given) is var b
                && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal));
        if (expected.ValueKind == JsonValueKind.Number)
            return Math.Abs(expected.GetDouble() - given.GetDouble()) < 0.006;
        return Items(expected).SequenceEqual(Items(given));
    }

    private static string Plain(JsonElement text) => string.Concat(text.GetString()!.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static IEnumerable<string> Items(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.GetString()!).Order(StringComparer.Ordinal)
            : [value.GetString()!];

    private static string Json(Slots slots)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            SlotJson.Write(json, slots, TestDialogues.All.Kinds);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
