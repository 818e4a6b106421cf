using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PartyBuilding.Recognizers.Models;

namespace PartyBuilding.Bot.Commands;

/// <summary><c>recognize</c>: JSON lines in, one array of entities out for each, in the form of Microsoft.Recognizers.Text.</summary>
internal static class RecognizeCommand
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers every line, or scores the files behind <c>--score</c>.</summary>
    /// <returns>0, or 1 when a file cannot be scored.</returns>
    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output)
    {
        if (args is ["--score", .. var files])
            return await RecognizeScore.RunAsync(files, output);

        while (await input.ReadLineAsync() is { } line)
            if (!string.IsNullOrWhiteSpace(line))
                await output.WriteLineAsync(Answer(line));
        await output.FlushAsync();
        return 0;
    }

    private static string Answer(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var results = Read(json.RootElement);
            return Write(writer => ModelResultJson.Write(writer, results));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            return Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("error", "这一行读不懂，要写成 {\"Input\": …, \"Model\": …, \"ReferenceDateTime\": …}：" + Reason(e));
                writer.WriteEndObject();
            });
        }
    }

    private static IReadOnlyList<ModelResult> Read(JsonElement line)
    {
        var text = line.GetProperty("Input").GetString() ?? throw new FormatException("Input 是空的。");
        var model = line.GetProperty("Model").GetString() ?? throw new FormatException("Model 是空的。");
        var reference = line.TryGetProperty("ReferenceDateTime", out var given) && given.GetString() is { } written
            ? DateTime.Parse(written, CultureInfo.InvariantCulture)
            : TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).DateTime;
        return ModelResults.Read(model, text, reference);
    }

    private static string Reason(Exception e) => e switch
    {
        JsonException => "不是一行完整的 JSON。",
        KeyNotFoundException => "缺少 Input 或 Model。",
        InvalidOperationException => "Input、Model、ReferenceDateTime 都要是字符串。",
        FormatException when !e.Message.EndsWith('。') => "ReferenceDateTime 不是时间，要像 2023-10-25T17:42:00。",
        _ => e.Message,
    };

    private static string Write(Action<Utf8JsonWriter> fill)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
            fill(json);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
