using PartyBuilding.Bot.Commands;
using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Bot.Commands;

public sealed class HolidaysTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Create();

    public HolidaysTests()
    {
        foreach (var file in Directory.GetFiles(DataFolders.Plan, "*.yaml"))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
    }

    [Fact]
    public async Task A_years_days_off_are_added_and_known_from_then_on()
    {
        var output = new StringWriter();

        await HolidaysCommand.RunAsync(folder.Path, Rows(("日期", "安排"), ("2027-01-01", "休"), ("2027-01-02", "休"), ("2027-01-04", "休"), ("2027-01-09", "班")), "示例文号", output);

        var calendar = PlanFiles.Read(folder.Path, new Faults())!.Calendar;
        Assert.True(calendar.Knows(2027));
        Assert.False(calendar.IsWorkday(new DateOnly(2027, 1, 4)));
        Assert.True(calendar.IsWorkday(new DateOnly(2027, 1, 9)));
        Assert.Contains("放假 3 天、调休上班 1 天", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-13-01", "休", "看不懂日期")]
    [InlineData("2027-01-01", "半休", "只能写")]
    [InlineData("2027-01-04", "班", "本来就是工作日")]
    [InlineData("2026-01-01", "休", "已经在 calendar.yaml 里了")]
    public async Task A_mistake_is_named_and_nothing_is_written(string day, string what, string complaint)
    {
        var before = await File.ReadAllTextAsync(Path.Combine(folder.Path, "calendar.yaml"), TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<Refusal>(() => HolidaysCommand.RunAsync(folder.Path, Rows((day, what)), null, TextWriter.Null));

        Assert.Contains(complaint, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(folder.Path, "calendar.yaml"), TestContext.Current.CancellationToken));
    }

    public void Dispose() => folder.Dispose();

    private static List<TableRow> Rows(params (string Day, string What)[] rows) => [.. rows.Select((row, n) => new TableRow(n + 1, [row.Day, row.What]))];
}
