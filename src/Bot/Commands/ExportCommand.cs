using MiniExcelLibs;
using Npgsql;
using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Commands;

/// <summary>Writes the ledgers of a branch or of the county into a table file.</summary>
internal static class ExportCommand
{
    private const string Usage = """
        用法：export 文件.xlsx|文件.csv [--branch 支部] [--period 时期] [--what 活动|积分] [--data 文件夹]
          --period  2026、2026H1、2026Q2、2026-04，默认今年
          --what    .csv 只能放一张表，默认活动；.xlsx 两张表都有
        """;

    private const string Activities = "活动";
    private const string Points = "积分";

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var read = Arguments.Read(args, Usage, ["--branch", "--period", "--what"], []);
        if (read.Words is not [var file] || read["--what"] is not (null or Activities or Points))
            throw new Refusal(Usage);
        var faults = new Faults();
        var plan = PlanFiles.Read(DataFolders.Plan, faults) ?? throw new Refusal("plan/ 有误，请先运行 check：\n" + string.Join('\n', faults));
        await using var database = await DatabaseAccess.OpenAsync(read.Data, CancellationToken.None);
        return await RunAsync(database.Owner, plan, file, read["--branch"], read["--period"], read["--what"], TimeProvider.System.GetUtcNow(), output);
    }

    /// <summary>Writes the file.</summary>
    /// <param name="real">Real time; a demo's shift is added.</param>
    public static async Task<int> RunAsync(
        NpgsqlDataSource owner, WorkPlan plan, string file, string? branch, string? period, string? what, DateTimeOffset real, TextWriter output)
    {
        await using var db = await owner.OpenConnectionAsync();
        var now = real + await new Settings(db).ClockOffsetAsync(CancellationToken.None);
        var asked = Asked(period, plan, County.Day(now));
        var branchId = branch is null ? (long?)null : await Branches.FindAsync(db, branch);
        var sheets = new LedgerSheets(plan);
        var ledgers = new Ledgers(db);
        var activities = sheets.Activities(await ledgers.ReportsAsync(branchId, asked.From, asked.Until, sheets.Confidential, CancellationToken.None));
        var points = sheets.Points(await ledgers.EntriesAsync(branchId, asked.From, asked.Until, CancellationToken.None));
        await WriteAsync(file, what ?? Activities, activities, points);
        await new Audit(db).AddAsync(now, null, "export", asked.Code, branchId, null, CancellationToken.None);
        await output.WriteLineAsync($"{asked.Label}：活动 {activities.Count} 条，积分 {points.Count} 条，已写入 {file}。");
        return 0;
    }

    private static Period Asked(string? code, WorkPlan plan, DateOnly today) =>
        code is null ? Period.Year(today.Year)
        : Period.Parse(code, plan.Calendar) is { } period ? period
        : throw new Refusal($"看不懂时期 {code}。\n{Usage}");

    private static async Task WriteAsync(
        string file, string what, IReadOnlyList<Dictionary<string, object?>> activities, IReadOnlyList<Dictionary<string, object?>> points)
    {
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".csv":
                var rows = what == Points ? (LedgerSheets.PointColumns, points) : (LedgerSheets.ActivityColumns, activities);
                // The mark at the beginning tells Excel that it is UTF-8.
                await File.WriteAllTextAsync(file, '\uFEFF' + Csv.Write(rows.Item1) + string.Concat(rows.Item2.Select(row => Csv.Write(row.Values))));
                break;
            case ".xlsx":
                await MiniExcel.SaveAsAsync(file, new Dictionary<string, object> { ["活动台账"] = activities, ["积分台账"] = points }, overwriteFile: true);
                break;
            default:
                throw new Refusal("文件名请以 .xlsx 或 .csv 结尾。");
        }
    }
}
