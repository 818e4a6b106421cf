using Npgsql;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Commands;

/// <summary>Takes a roster from a table file: all of it, or, when anything in it is wrong, nothing.</summary>
internal static class ImportCommand
{
    private const string Usage = """
        用法：import 名册.csv|名册.xlsx [--bureau 教育局名称] [--retire] [--data 文件夹]
          第一行是列名：支部、姓名（必有），职务、身份、入党时间、党小组（可缺）。
          --bureau  第一次导入时上级的名称，默认“县教育局”
          --retire  名册里的支部中，没有列出的人改为停用；不写则保留并列出
        """;

    private const int MostShown = 20;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var read = Arguments.Read(args, Usage, ["--bureau"], ["--retire"]);
        if (read.Words is not [var file])
            throw new Refusal(Usage);
        var rows = Tables.Read(file);
        await using var database = await DatabaseAccess.OpenAsync(read.Data, CancellationToken.None);
        return await RunAsync(database.Owner, rows, read["--bureau"] ?? "县教育局", read.Has("--retire"), TimeProvider.System.GetUtcNow(), output);
    }

    /// <summary>0 when imported, 1 when the file has mistakes; they are listed and nothing is changed.</summary>
    public static async Task<int> RunAsync(
        NpgsqlDataSource owner, IReadOnlyList<TableRow> rows, string bureau, bool retire, DateTimeOffset now, TextWriter output)
    {
        var (people, faults) = RosterFile.Read(rows, County.Day(now));
        foreach (var fault in faults)
            await output.WriteLineAsync(fault);
        if (faults.Count > 0)
        {
            await output.WriteLineAsync($"共 {faults.Count} 处要改，没有导入。");
            return 1;
        }
        await using var db = await owner.OpenConnectionAsync();
        await using var transaction = await db.BeginTransactionAsync();
        var change = await new RosterImport(db).RunAsync(people, bureau, retire, CancellationToken.None);
        if (change.IsAny)
        {
            await new Settings(db).MoveRosterAsync(null, now, CancellationToken.None);
            await new Audit(db).AddAsync(now, null, "import", $"{people.Count} 人", null, null, CancellationToken.None);
        }
        await transaction.CommitAsync();
        await output.WriteLineAsync($"名册共 {people.Count} 人：新增 {change.Added} 人，更新 {change.Changed} 人，停用 {change.Retired} 人；新增支部或党小组 {change.Branches} 个。");
        if (!retire && change.Absent.Count > 0)
            await output.WriteLineAsync(
                $"库里有、名册里没有的 {change.Absent.Count} 人（未改动，确认后可加 --retire 停用）：{string.Join('、', change.Absent.Take(MostShown).Select(one => one.Branch + one.Name))}{(change.Absent.Count > MostShown ? " 等" : "")}。");
        return 0;
    }
}
