using System.Globalization;

namespace PartyBuilding.Recognizers.Models;

/// <summary>Collects what one model finds in one text.</summary>
internal sealed class Entities(string text)
{
    private readonly List<ModelResult> _all = [];

    public IReadOnlyList<ModelResult> All => _all;

    /// <summary>The end of the entity added last, or 0.</summary>
    public int LastEnd => _all.Count == 0 ? 0 : _all[^1].End + 1;

    /// <param name="type">The type name.</param>
    /// <param name="start">First character.</param>
    /// <param name="end">First character behind it.</param>
    /// <param name="resolution">What it means.</param>
    public void Add(string type, int start, int end, Resolution resolution) =>
        _all.Add(new ModelResult(ModelText.Of(text.AsSpan(start..end)), type, start, end - 1, resolution));

    public void Add(string type, int start, int end, params ReadOnlySpan<(string Key, string? Value)> fields)
    {
        var entries = new List<KeyValuePair<string, string?>>(fields.Length);
        foreach (var (key, value) in fields)
            entries.Add(new(key, value));
        Add(type, start, end, new Resolution.Fields(entries));
    }

    /// <summary>A number as the reference models write it: 15 significant digits.</summary>
    public static string Plain(double value) => (value == 0 ? 0 : value).ToString("G15", CultureInfo.InvariantCulture);
}
