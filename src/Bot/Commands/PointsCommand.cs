using System.Globalization;
using Npgsql;
using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Bot.Features;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Commands;

/// <summary>
/// <c>points replay</c>: holds what was earned since a day against the rules as they are now, shows the difference, and on request reverses the old lines
/// and adds new ones. No line is ever changed.
/// </summary>
internal static class PointsCommand
{
    private const string Usage = """
        用法：points replay --from 2026-07-01 [--to 2026-12-31] [--apply] [--data 文件夹]
          按现行 plan/points.yaml 重算这段时间的得分，先列出差别；加 --apply 才记账：冲回旧的，补记新的，原来的一笔不改。
          书记随手加减的分不重算。
        """;

    private const int MostLines = 60;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var read = Arguments.Read(args, Usage, ["--from", "--to"], ["--apply"]);
        if (read.Words is not ["replay"] || Day(read["--from"]) is not { } from)
            throw new Refusal(Usage);
        var to = read["--to"] is null ? (DateOnly?)null : Day(read["--to"]) ?? throw new Refusal(Usage);
        var faults = new Faults();
        var plan = PlanFiles.Read(DataFolders.Plan, faults) ?? throw new Refusal("plan/ 有误，请先运行 check：\n" + string.Join('\n', faults));
        await using var database = await DatabaseAccess.OpenAsync(read.Data, CancellationToken.None);
        return await RunAsync(database.Owner, plan, from, to, read.Has("--apply"), TimeProvider.System.GetUtcNow(), output);
    }

    /// <summary>Shows the difference, and keeps it when <paramref name="apply"/> is true.</summary>
    /// <param name="real">Real time; a demo's shift is added.</param>
    public static async Task<int> RunAsync(
        NpgsqlDataSource owner, WorkPlan plan, DateOnly from, DateOnly? to, bool apply, DateTimeOffset real, TextWriter output)
    {
        await using var db = await owner.OpenConnectionAsync();
        await using var transaction = await db.BeginTransactionAsync();
        var now = real + await new Settings(db).ClockOffsetAsync(CancellationToken.None);
        var until = (to ?? County.Day(now)).AddDays(1);
        var changes = await new PointsReplay(plan, new Replays(db)).ChangesAsync(from, until, CancellationToken.None);
        var names = await NamesAsync(db);
        var (entries, credited) = (new Entries(db), new List<Credited>());
        foreach (var branch in changes.GroupBy(change => change.BranchId))
        {
            var teller = await new Replays(db).TellerAsync(branch.Key, CancellationToken.None);
            await entries.ReverseAsync([.. branch.SelectMany(change => change.Old).Select(line => line.Id)], teller, "积分办法调整，重算", now, CancellationToken.None);
            foreach (var change in branch.Where(change => change.New.Count > 0))
                credited.AddRange(await entries.CreditAsync(change.New, change.ReportId, teller, now, CancellationToken.None));
        }
        var before = changes.SelectMany(change => change.Old).GroupBy(line => line.Owner).ToDictionary(own => own.Key, own => own.Sum(line => line.Points));
        var after = changes.SelectMany(change => change.New).Zip(credited).GroupBy(one => (one.First.BranchId, one.First.MemberId)).ToDictionary(own => own.Key, own => own.Sum(one => one.Second.Points));
        var owners = before.Keys.Union(after.Keys).Order().Select(key => (Key: key, Was: before.GetValueOrDefault(key), Is: after.GetValueOrDefault(key))).ToList();
        foreach (var ((branch, member), was, stands) in owners.Take(MostLines))
            await output.WriteLineAsync($"{names.Branch(branch)}{(member == 0 ? "（支部台账）" : " " + names.Member(member))}：{Wording.Number(was)} → {Wording.Number(stands)}");
        if (owners.Count > MostLines)
            await output.WriteLineAsync($"……共 {owners.Count} 本账");
        if (changes.Count == 0)
            await output.WriteLineAsync("与现行办法一致，没有要改的。");
        else if (apply)
        {
            await new Audit(db).AddAsync(now, null, "points-replay", $"{from:yyyy-MM-dd}", null, $"{changes.Count}", CancellationToken.None);
            await transaction.CommitAsync();
            await output.WriteLineAsync($"已重算 {changes.Count} 条登记：冲回 {changes.Sum(c => c.Old.Count)} 笔，补记 {credited.Count} 笔。");
        }
        else
            await output.WriteLineAsync($"{changes.Count} 条登记会变。上面是差别，还没有记账；确认后加 --apply 再运行一次。");
        return 0;
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<Names> NamesAsync(NpgsqlConnection db) => new(
        (await db.ListAsync<Named>("select id, name from organisations")).ToDictionary(one => one.Id, one => one.Name),
        (await db.ListAsync<Named>("select id, name from members")).ToDictionary(one => one.Id, one => one.Name));

    private sealed record Named(long Id, string Name);

    private sealed record Names(Dictionary<long, string> Branches, Dictionary<long, string> Members)
    {
        public string Branch(long id) => Branches[id];

        public string Member(long id) => Members[id];
    }
}
