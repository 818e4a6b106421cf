using PartyBuilding.Recognizers.Dates;

namespace PartyBuilding.Recognizers.Models;

/// <summary>Reads a text the way one model of Microsoft.Recognizers.Text does, habits included, each model by itself.</summary>
public static class ModelResults
{
    /// <summary>The models known, by the stem of their case file.</summary>
    public static IReadOnlyList<string> Models { get; } =
        ["NumberModel", "OrdinalModel", "PercentModel", "NumberRangeModel", "CurrencyModel", "AgeModel", "DimensionModel", "BooleanModel", "DateTimeModel"];

    /// <summary>Every entity of <paramref name="model"/> in text order.</summary>
    /// <param name="model">One of <see cref="Models"/>.</param>
    /// <param name="text">The message as typed.</param>
    /// <param name="reference">Now; only dates and times need it.</param>
    /// <exception cref="ArgumentException">There is no such model.</exception>
    public static IReadOnlyList<ModelResult> Read(string model, string text, DateTime reference)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normal = new char[text.Length];
        NormalText.Write(text, normal);
        var found = new Entities(text);
        switch (model)
        {
            case "NumberModel":
                NumberModel.Read(normal, found);
                break;
            case "OrdinalModel":
                OrdinalModel.Read(normal, found);
                break;
            case "PercentModel":
                PercentModel.Read(normal, found);
                break;
            case "NumberRangeModel":
                NumberRangeModel.Read(normal, found);
                break;
            case "CurrencyModel":
                CurrencyModel.Read(normal, found);
                break;
            case "AgeModel":
                UnitModel.ReadAges(normal, found);
                break;
            case "DimensionModel":
                UnitModel.ReadDimensions(normal, found);
                break;
            case "BooleanModel":
                BooleanModel.Read(normal, found);
                break;
            case "DateTimeModel":
                ReadDates(normal, reference, found);
                break;
            default:
                throw new ArgumentException($"没有“{model}”这种模型，可用：{string.Join('、', Models)}。", nameof(model));
        }

        return found.All;
    }

    private static void ReadDates(ReadOnlySpan<char> normal, DateTime reference, Entities found)
    {
        foreach (var entity in DateReader.ReadAsReference(normal, reference))
        {
            var values = entity.Values.Select(value => new Resolution.Fields(Fields(value))).ToList();
            found.Add("datetimeV2." + entity.Type, entity.Start, entity.End, new Resolution.Candidates(values));
        }
    }

    private static List<KeyValuePair<string, string?>> Fields(ReferenceValue value)
    {
        var fields = new List<KeyValuePair<string, string?>>(6) { new("timex", value.Timex), new("type", value.Type) };
        Add("Mod", value.Mod);
        Add("sourceEntity", value.SourceEntity);
        Add("isLunar", value.IsLunar ? "True" : null);
        Add("value", value.Value);
        Add("start", value.Start);
        Add("end", value.End);
        return fields;

        void Add(string key, string? text)
        {
            if (text is not null)
                fields.Add(new(key, text));
        }
    }
}
