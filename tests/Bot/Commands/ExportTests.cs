using MiniExcelLibs;
using PartyBuilding.Bot.Commands;
using PartyBuilding.Bot.Demo;
using PartyBuilding.Data;
using PartyBuilding.Tests.Plan;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Bot.Commands;

public sealed class ExportTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Now = new(2026, 4, 22, 8, 59, 0, TimeSpan.FromHours(8));

    private readonly TestFolder folder = TestFolder.Create();
    private readonly StringWriter output = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await DemoCounty.SeedAsync(Owner, Sample.Plan, Now, Cancel);
    }

    [Fact]
    public async Task A_branchs_month_is_a_table_that_the_import_side_reads_back()
    {
        await ExportAsync("台账.csv", "青禾小学", "2026-03");

        var rows = Tables.Read(folder.File("台账.csv"));
        Assert.Equal(LedgerSheets.ActivityColumns, rows[0].Cells);
        Assert.All(rows.Skip(1), row => Assert.Equal("青禾小学", row[0]));
        Assert.All(rows.Skip(1), row => Assert.StartsWith("2026-03-", row[1], StringComparison.Ordinal));
        Assert.Contains(rows, row => row[2] == "主题党日");
        Assert.Equal((byte)0xEF, (await File.ReadAllBytesAsync(folder.File("台账.csv"), Cancel))[0]);
        Assert.Equal("2026-03", await Db.OneAsync<string>("select subject from audit where action = 'export'", cancel: Cancel));
    }

    [Fact]
    public async Task What_is_told_in_confidence_is_in_no_list()
    {
        await ExportAsync("台账.xlsx", null, null);

        var kinds = MiniExcel.Query(folder.File("台账.xlsx"), sheetName: "活动台账").Cast<IDictionary<string, object?>>().Select(row => row["C"]?.ToString()).ToHashSet();
        Assert.Contains("志愿服务", kinds);
        Assert.DoesNotContain("关爱留守儿童", kinds);
        Assert.DoesNotContain("党费", kinds);
        Assert.DoesNotContain("谈心谈话", kinds);
    }

    [Fact]
    public async Task A_workbook_has_activities_and_points_and_the_points_add_up()
    {
        await ExportAsync("台账.xlsx", "云溪中学", "2026");

        var points = MiniExcel.Query(folder.File("台账.xlsx"), sheetName: "积分台账").Cast<IDictionary<string, object?>>().Skip(1);
        Assert.Equal(
            await Db.OneAsync<decimal>("select sum(points) from totals t join organisations o on o.id = t.branch_id where o.name = '云溪中学' and year = 2026", cancel: Cancel),
            points.Sum(row => Convert.ToDecimal(row["E"], null)));
    }

    [Theory]
    [InlineData("台账.csv", "无此校", null)]
    [InlineData("台账.csv", null, "去年")]
    [InlineData("台账.pdf", null, null)]
    public async Task What_cannot_be_done_is_refused(string file, string? branch, string? period) =>
        await Assert.ThrowsAsync<Refusal>(() => ExportAsync(file, branch, period));

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        output.Dispose();
        return base.DisposeAsync();
    }

    private Task<int> ExportAsync(string file, string? branch, string? period) =>
        ExportCommand.RunAsync(Owner, Sample.Plan, folder.File(file), branch, period, null, Now, output);
}
