using Npgsql;
using PartyBuilding.Data;

namespace PartyBuilding.Tests.Data;

/// <summary>A bureau (organisation 1), two branches (2 and 3) and four invented people: 1, 2 and 3 in branch 2, 4 in branch 3.</summary>
internal static class SmallCounty
{
    public const long Branch = 2;
    public const long OtherBranch = 3;
    public const long Secretary = 1;
    public const long Member = 2;
    public const long Elder = 3;
    public const long Stranger = 4;

    public static readonly DateTimeOffset Now = new(2026, 4, 22, 2, 0, 0, TimeSpan.Zero);

    public static Task CreateAsync(NpgsqlConnection owner, CancellationToken cancel) => owner.RunAsync("""
        insert into organisations (kind, name) values ('bureau', '示例县教育局');
        insert into organisations (kind, name, parent_id) values ('branch', '青禾小学', 1), ('branch', '云溪中学', 1);
        insert into members (branch_id, name) values (2, '示例甲'), (2, '示例乙'), (2, '示例丙'), (3, '示例丁');
        insert into roles values (1, 'secretary', 2);
        insert into bindings values ('test', 'secretary', 1, now(), now()), ('test', 'member', 2, now(), null), ('test', 'other', 4, now(), null);
        insert into conversations (channel, account, key, kind, branch_id, created_at) values ('test', 'bot', 'group', 'group', 2, now());
        """, cancel: cancel);

    public static NewEntry Entry(
        decimal asked, long member = Member, long branch = Branch, string account = "study", decimal? month = null, decimal? year = null, int day = 22) =>
        new(branch, member, account, 1, account, month, year, new DateOnly(2026, 4, day), asked, null);

    public static NewReport Report(string kind = "theme-day", long? member = null, bool again = false, string? item = null, string state = "kept", long toldBy = Secretary) =>
        new(Branch, member, kind, new DateOnly(2026, 4, 22), again, null, new TimeOnly(14, 30), null, 90, "三楼会议室", null, 18, 16, 2, null, null, item, "{}",
            state, toldBy, Now);

    /// <summary>A transaction of the bot in which branch 2 is the scope.</summary>
    public static async Task<T> InBranchAsync<T>(NpgsqlDataSource runtime, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        await using var db = await runtime.OpenConnectionAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await db.RunAsync("select set_config('party.branches', '2,3', true)", cancel: cancel);
        var result = await work(db);
        await transaction.CommitAsync(cancel);
        return result;
    }
}
