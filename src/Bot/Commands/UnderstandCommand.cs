using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Commands;

/// <summary><c>understand</c>: JSON lines in, one JSON line out for each, to try sentences without a bot.</summary>
internal static class UnderstandCommand
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers every line. <c>--names FILE</c> gives a roster, one name a line; a line ending in 支部 is a branch.</summary>
    /// <returns>0, or 1 when the data files or the names cannot be read.</returns>
    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output)
    {
        var faults = new Faults();
        var (kinds, groups) = CheckCommand.KindsOnly(DataFolders.Plan);
        var dialogues = DialogFiles.Load(DataFolders.Dialogs, kinds, groups, faults);
        var names = Names(args, faults);
        if (dialogues is null || names is null)
        {
            foreach (var fault in faults)
                await Console.Error.WriteLineAsync(fault.ToString());
            return 1;
        }

        while (await input.ReadLineAsync() is { } line)
            await output.WriteLineAsync(Answer(line, dialogues, names));
        await output.FlushAsync();
        return 0;
    }

    private static NameIndex? Names(string[] args, Faults faults)
    {
        var at = Array.IndexOf(args, "--names");
        if (at < 0)
            return NameIndex.Empty;
        try
        {
            var lines = File.ReadAllLines(args[at + 1]).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
            var branches = lines.Where(IsBranch).Select(line => new BranchName(BranchOf(line), [])).ToList();
            return new NameIndex(new Names([.. lines.Where(line => !IsBranch(line)).Select(line => new PersonName(line, ""))], branches));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            faults.Add("--names", $"读不了名单：{e.Message}");
            return null;
        }
    }

    private static bool IsBranch(string line) => line.EndsWith("支部", StringComparison.Ordinal);

    private static string BranchOf(string line) =>
        line.EndsWith("党支部", StringComparison.Ordinal) ? line[..^3] : line[..^2];

    private static string Answer(string line, Dialogues dialogues, NameIndex names)
    {
        Message message;
        try
        {
            message = Read(line);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return Write(json => json.WriteString("error", "这一行读不懂，要写成 {\"text\": …, \"role\": …, \"now\": …}：" + e.Message));
        }

        var started = Stopwatch.GetTimestamp();
        var said = dialogues.Understand(message, names);
        var micros = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        return Write(json =>
        {
            json.WriteString("intent", SlotJson.Intent(said));
            json.WriteStartObject("slots");
            SlotJson.Write(json, said.Slots, dialogues.Kinds);
            json.WriteEndObject();
            json.WriteNumber("micros", Math.Round(micros, 1));
        });
    }

    private static Message Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var text = json.RootElement.GetProperty("text").GetString() ?? throw new FormatException("text 是空的。");
        var role = json.RootElement.TryGetProperty("role", out var given) ? given.GetString() ?? "member" : "member";
        var now = json.RootElement.TryGetProperty("now", out var time) && time.GetString() is { } written
            ? DateTimeOffset.Parse(written, CultureInfo.InvariantCulture)
            : TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        return new Message(WithoutMention(text), role, null, false, true, now);
    }

    // Channels take mentions out; here they arrive as typed.
    private static string WithoutMention(string text) =>
        text.StartsWith('@') && text.IndexOf(' ', StringComparison.Ordinal) is > 0 and < 20 and var end ? text[(end + 1)..] : text;

    private static string Write(Action<Utf8JsonWriter> fill)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            fill(json);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
