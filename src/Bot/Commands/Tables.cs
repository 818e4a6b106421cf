using System.Globalization;
using System.Text;
using MiniExcelLibs;

namespace PartyBuilding.Bot.Commands;

/// <summary>A row of a table file with its number as the spreadsheet shows it.</summary>
internal sealed record TableRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>A cell without blanks around it; empty beyond the row's end.</summary>
    public string this[int column] => column < Cells.Count ? Cells[column].Trim() : "";
}

/// <summary>Reads .csv and .xlsx as rows of text.</summary>
internal static class Tables
{
    /// <summary>Rows that are not empty.</summary>
    /// <exception cref="Refusal">The file is missing or is no table.</exception>
    public static IReadOnlyList<TableRow> Read(string path)
    {
        if (!File.Exists(path))
            throw new Refusal($"没有这个文件：{path}。");
        var rows = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => Csv.Read(Decode(File.ReadAllBytes(path))),
            ".xlsx" => Excel(path),
            _ => throw new Refusal("只读得懂 .csv 和 .xlsx。老式的 .xls 请先另存为 .xlsx。"),
        };
        return [.. rows.Where(row => row.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell)))];
    }

    /// <summary>UTF-8 where it is valid UTF-8, else GB18030, in which Excel in China saves .csv.</summary>
    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding("GB18030").GetString(bytes);
        }
    }

    private static List<TableRow> Excel(string path)
    {
        try
        {
            return [.. MiniExcel.Query(path).Cast<IDictionary<string, object?>>().Select((row, n) => new TableRow(n + 1, [.. row.Values.Select(Text)]))];
        }
        catch (Exception e) when (e is InvalidDataException or System.Xml.XmlException or InvalidOperationException or NotSupportedException)
        {
            throw new Refusal($"{Path.GetFileName(path)} 不是完好的 .xlsx 文件。");
        }
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
