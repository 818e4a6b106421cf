using System.Globalization;
using System.Text.Json;
using PartyBuilding.Recognizers.Models;

namespace PartyBuilding.Bot.Commands;

/// <summary>Scores the recognizer against files of Microsoft's cases: strictly by case, usefully by entity.</summary>
internal static class RecognizeScore
{
    /// <summary>Writes one block for each file; a file's stem names its model. <c>--failures</c> lists what differs.</summary>
    /// <returns>0, or 1 when there is no file or one cannot be read.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var files = args.Where(arg => arg != "--failures").ToArray();
        if (files.Length == 0)
        {
            await output.WriteLineAsync("用法：recognize --score 文件… [--failures]");
            return 1;
        }

        foreach (var file in files)
        {
            try
            {
                await ScoreAsync(file, args.Contains("--failures"), output);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException or KeyNotFoundException or InvalidOperationException)
            {
                await output.WriteLineAsync($"{file}：{e.Message}");
                return 1;
            }
        }

        return 0;
    }

    private static async Task ScoreAsync(string file, bool listsFailures, TextWriter output)
    {
        var model = Path.GetFileNameWithoutExtension(file);
        await using var stream = File.OpenRead(file);
        using var json = await JsonDocument.ParseAsync(stream);
        var (all, supported) = (new Tally(), new Tally());
        foreach (var element in json.RootElement.EnumerateArray())
        {
            var one = new RecognizeCase(element);
            var results = ModelResults.Read(model, one.Input, one.Reference);
            var verdict = one.Judge(results);
            all.Count(verdict);
            if (one.IsSupported)
                supported.Count(verdict);
            if (listsFailures && !verdict.Strict)
                await output.WriteLineAsync($"  {(verdict.IsUseful ? "~" : "x")} {one.Input}\n      {string.Join("\n      ", results.Select(RecognizeCase.Written))}");
        }

        await output.WriteLineAsync($"{model}\n  全部     {all}\n  除 dotnet {supported}");
    }

    /// <summary>Counts over cases and over entities.</summary>
    private sealed class Tally
    {
        private int _cases, _strict, _found, _expected, _right;

        public void Count(RecognizeCase.Verdict verdict)
        {
            _cases++;
            _strict += verdict.Strict ? 1 : 0;
            (_found, _expected, _right) = (_found + verdict.Found, _expected + verdict.Expected, _right + verdict.Right);
        }

        public override string ToString()
        {
            var (precision, recall) = (Share(_right, _found), Share(_right, _expected));
            var f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
            return string.Create(CultureInfo.InvariantCulture,
                $"{_cases,4} cases  strict {_strict,4} ({Share(_strict, _cases):P1})  useful: precision {precision:P1}  recall {recall:P1}  F1 {f1:P1}");
        }

        private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
    }
}
