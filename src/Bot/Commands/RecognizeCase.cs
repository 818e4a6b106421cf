using System.Globalization;
using System.Text.Json;
using PartyBuilding.Recognizers.Models;

namespace PartyBuilding.Bot.Commands;

/// <summary>One case of a file: its message and what a recognizer should find in it.</summary>
internal readonly struct RecognizeCase(JsonElement json)
{
    private static readonly string[] UsefulKeys = ["value", "unit", "start", "end"];

    /// <summary>How a case went.</summary>
    internal readonly record struct Verdict(bool Strict, int Found, int Expected, int Right)
    {
        public bool IsUseful => Found == Expected && Expected == Right;
    }

    public string Input { get; } = json.GetProperty(nameof(Input)).GetString() ?? "";

    /// <summary>Now; cases that name none expect nothing that depends on it.</summary>
    public DateTime Reference { get; } = json.TryGetProperty("Context", out var context) && context.TryGetProperty("ReferenceDateTime", out var now)
        ? DateTime.Parse(now.GetString() ?? "", CultureInfo.InvariantCulture)
        : new DateTime(2020, 1, 1);

    /// <summary>False where Microsoft's own .NET implementation is known not to pass.</summary>
    public bool IsSupported { get; } = !Names(json, "NotSupported") && !Names(json, "NotSupportedByDesign");

    private readonly JsonElement[] _expected = [.. json.GetProperty("Results").EnumerateArray()];
    private readonly bool _ignoresResolution = json.TryGetProperty("IgnoreResolution", out var ignores) && ignores.ValueKind == JsonValueKind.True;

    public Verdict Judge(IReadOnlyList<ModelResult> found)
    {
        var strict = found.Count == _expected.Length;
        for (var i = 0; strict && i < found.Count; i++)
            strict = IsSame(found[i], _expected[i]);

        var right = 0;
        var (open, self) = (_expected.ToList(), this);
        foreach (var result in found)
        {
            var at = open.FindIndex(expected => self.IsUseful(result, expected));
            if (at < 0)
                continue;
            open.RemoveAt(at);
            right++;
        }

        return new Verdict(strict, found.Count, _expected.Length, right);
    }

    public static string Written(ModelResult result) =>
        $"{result.Text} {result.Start}-{result.End} " + result.Resolution switch
        {
            Resolution.Fields fields => string.Join(' ', fields.Entries.Select(entry => $"{entry.Key}={entry.Value}")),
            Resolution.Candidates several => string.Join(" | ", several.Values.Select(fields => string.Join(' ', fields.Entries.Select(entry => $"{entry.Key}={entry.Value}")))),
            Resolution.Answer answer => $"{answer.Value} {answer.Score}",
            _ => "",
        };

    private static bool Names(JsonElement json, string key) =>
        json.TryGetProperty(key, out var platforms) && platforms.GetString()?.Contains("dotnet", StringComparison.OrdinalIgnoreCase) == true;

    private bool IsSame(ModelResult found, JsonElement expected) =>
        expected.GetProperty("Text").GetString() == found.Text && IsAtPlace(found, expected) && (_ignoresResolution || IsResolved(found.Resolution, expected));

    private static bool IsAtPlace(ModelResult found, JsonElement expected) =>
        expected.GetProperty("TypeName").GetString() == found.TypeName
        && (!expected.TryGetProperty("Start", out var start) || (start.GetInt32() == found.Start && expected.GetProperty("End").GetInt32() == found.End));

    private static bool IsResolved(Resolution found, JsonElement expected)
    {
        if (!expected.TryGetProperty("Resolution", out var resolution) || resolution.ValueKind != JsonValueKind.Object)
            return true;
        switch (found)
        {
            case Resolution.Answer answer:
                return resolution.GetProperty("value").GetBoolean() == answer.Value
                    && (!resolution.TryGetProperty("score", out var score) || Math.Abs(score.GetDouble() - answer.Score) < 1e-6);
            case Resolution.Fields fields:
                return resolution.EnumerateObject().All(property => Text(property.Value) == fields[property.Name]);
            case Resolution.Candidates several:
                var values = resolution.GetProperty("values").EnumerateArray().ToList();
                return values.Count == several.Values.Count && values.Zip(several.Values).All(pair => HasSameKeys(pair.First, pair.Second));
            default:
                return false;
        }
    }

    private static bool HasSameKeys(JsonElement expected, Resolution.Fields found) =>
        expected.EnumerateObject().Count() == found.Entries.Count && expected.EnumerateObject().All(property => Text(property.Value) == found[property.Name]);

    private bool IsUseful(ModelResult found, JsonElement expected)
    {
        if (!IsAtPlace(found, expected))
            return false;
        if (_ignoresResolution || !expected.TryGetProperty("Resolution", out var resolution) || resolution.ValueKind != JsonValueKind.Object)
            return true;
        if (found.Resolution is Resolution.Answer answer)
            return resolution.GetProperty("value").GetBoolean() == answer.Value;

        var first = found.Resolution switch { Resolution.Candidates { Values: [var one, ..] } => one, Resolution.Fields fields => fields, _ => new([]) };
        var wanted = resolution.TryGetProperty("values", out var values) && values.GetArrayLength() > 0 ? values[0] : resolution;
        return UsefulKeys.All(key => (wanted.TryGetProperty(key, out var value) ? Text(value) : null) == first[key]);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
