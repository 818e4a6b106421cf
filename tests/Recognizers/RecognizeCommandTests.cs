using System.Text.Json;
using PartyBuilding.Bot.Commands;

namespace PartyBuilding.Tests.Recognizers;

public sealed class RecognizeCommandTests
{
    [Fact]
    public async Task Each_line_is_answered_by_one_array()
    {
        var lines = await AnswerAsync("""
            {"Input": "来了１８人", "Model": "NumberModel"}
            {"Input": "25号", "Model": "DateTimeModel", "ReferenceDateTime": "2023-10-27T09:00:00"}
            """);

        Assert.Equal(2, lines.Length);
        Assert.Equal("""[{"Text":"18","TypeName":"number","Resolution":{"value":"18"},"Start":2,"End":3}]""", lines[0]);
        using var dates = JsonDocument.Parse(lines[1]);
        Assert.Equal("2023-10-25", dates.RootElement[0].GetProperty("Resolution").GetProperty("values")[0].GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"Input": "18人"}""")]
    [InlineData("""{"Input": 18, "Model": "NumberModel"}""")]
    [InlineData("""{"Input": "18人", "Model": "Nothing"}""")]
    [InlineData("""{"Input": "18人", "Model": "NumberModel", "ReferenceDateTime": "昨天"}""")]
    [InlineData("""["18人"]""")]
    public async Task A_line_that_cannot_be_read_is_answered_by_an_error_and_the_next_is_read(string line)
    {
        var lines = await AnswerAsync(line + "\n" + """{"Input": "是", "Model": "BooleanModel"}""");

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"error":"这一行读不懂""", lines[0], StringComparison.Ordinal);
        Assert.Contains("boolean", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_cases_is_scored_strictly_and_usefully()
    {
        var folder = Directory.CreateTempSubdirectory();
        var file = Path.Combine(folder.FullName, "NumberModel.json");
        await File.WriteAllTextAsync(file, """
            [
              {"Input": "18人", "Results": [{"Text": "18", "TypeName": "number", "Start": 0, "End": 1, "Resolution": {"value": "18"}}]},
              {"Input": "19人", "NotSupported": "dotNet", "Results": []}
            ]
            """, TestContext.Current.CancellationToken);
        await using var output = new StringWriter();

        var exit = await RecognizeCommand.RunAsync(["--score", file], TextReader.Null, output);
        folder.Delete(recursive: true);

        Assert.Equal(0, exit);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("2 cases  strict    1 (50.0 %)  useful: precision 50.0 %  recall 100.0 %", lines[1], StringComparison.Ordinal);
        Assert.Contains("1 cases  strict    1 (100.0 %)", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_of_cases_is_named()
    {
        await using var output = new StringWriter();

        Assert.Equal(1, await RecognizeCommand.RunAsync(["--score", "nowhere/NumberModel.json"], TextReader.Null, output));
        Assert.Contains("nowhere/NumberModel.json", output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string[]> AnswerAsync(string input)
    {
        await using var output = new StringWriter();
        await RecognizeCommand.RunAsync([], new StringReader(input), output);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
