using Npgsql;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class ScopeTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly string[] Guarded = ["members", "reports", "plans", "attendance", "entries", "totals", "suggestions", "findings"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Db.RunAsync("""
            insert into organisations (kind, name) values ('bureau', '示范县教育局');
            insert into organisations (kind, name, parent_id) values ('branch', '青禾小学', 1), ('branch', '云溪中学', 1);
            insert into members (branch_id, name) values (2, '示例甲'), (3, '示例乙'), (2, '示例丙');
            insert into roles values (3, 'bureau', 1);
            insert into bindings values ('test', 'one', 1, now()), ('test', 'two', 2, now()), ('test', 'office', 3, now());
            insert into reports (held_on, branch_id, kind, told_by, told_at)
            select '2026-04-22', branch, 'theme-day', branch - 1, now() from generate_series(2, 3) branch;
            insert into plans (branch_id, kind, held_on, told_by, told_at)
            select branch, 'theme-day', '2026-04-25', 1, now() from generate_series(2, 3) branch;
            insert into attendance (branch_id, held_on, kind, member_id, state, told_at)
            select branch, '2026-04-22', 'theme-day', branch - 1, 'present', now() from generate_series(2, 3) branch;
            insert into entries (year, branch_id, rule, rule_version, account, on_day, asked, points, told_by, told_at)
            select 2026, branch, 'b-theme-day', 1, 'b-theme-day+', '2026-04-22', 5, 5, 1, now() from generate_series(2, 3) branch;
            insert into totals (branch_id, year, account, points) values (2, 2026, 'b-theme-day+', 5), (3, 2026, 'b-theme-day+', 5);
            insert into suggestions (branch_id, member_id, content, told_at) values (2, 1, '建议', now()), (3, 2, '建议', now());
            insert into findings (branch_id, content, told_by, told_at) values (2, '发现', 3, now()), (3, '发现', 3, now());
            """);
    }

    [Fact]
    public async Task A_query_without_a_where_sees_only_the_speakers_branch()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        await EnterAsync(db, "two");

        foreach (var table in Guarded)
            Assert.Equal([3L], await db.ListAsync<long>($"select distinct branch_id from {table}", cancel: Cancel));
    }

    [Fact]
    public async Task The_bureau_sees_the_whole_county()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        await EnterAsync(db, "office");

        foreach (var table in Guarded)
            Assert.Equal([2L, 3L], await db.ListAsync<long>($"select distinct branch_id from {table} order by 1", cancel: Cancel));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData(null)]
    public async Task Without_a_scope_there_is_nothing_to_see(string? stranger)
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        if (stranger is not null)
            await EnterAsync(db, stranger);

        foreach (var table in Guarded)
            Assert.Equal(0, await db.OneAsync<long>($"select count(*) from {table}", cancel: Cancel));
    }

    [Fact]
    public async Task A_scope_ends_with_its_transaction_though_the_connection_lives_on()
    {
        await using var one = Database.Runtime(ConnectionString + ";Maximum Pool Size=1", asRuntimeRole: true);
        await using (var db = await one.OpenConnectionAsync(Cancel))
        {
            await using var transaction = await db.BeginTransactionAsync(Cancel);
            await EnterAsync(db, "office");
            Assert.Equal(2, await db.OneAsync<long>("select count(*) from reports", cancel: Cancel));
            await transaction.CommitAsync(Cancel);
        }

        await using var again = await one.OpenConnectionAsync(Cancel);

        Assert.Equal(0, await again.OneAsync<long>("select count(*) from reports", cancel: Cancel));
    }

    [Fact]
    public async Task Nothing_is_written_into_another_branch()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        await EnterAsync(db, "two");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.RunAsync(
            "insert into reports (held_on, branch_id, kind, told_by, told_at) values ('2026-04-21', 2, 'committee', 2, now())", cancel: Cancel));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_role_the_bot_works_as_is_accepted_and_an_almighty_one_refused()
    {
        await Database.CheckRoleAsync(Runtime, Cancel);

        await using var almighty = Database.Runtime(ConnectionString, asRuntimeRole: false);
        var refused = await Assert.ThrowsAsync<DatabaseException>(() => Database.CheckRoleAsync(almighty, Cancel));

        Assert.Contains("权限过大", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_role_the_bot_works_as_changes_no_schema()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);

        foreach (var sql in new[] { "create table mine (id int)", "drop table reports", "delete from migrations", "alter table reports disable row level security" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => db.RunAsync(sql, cancel: Cancel));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private static Task EnterAsync(NpgsqlConnection db, string user) =>
        db.ListAsync<long>("select member_id from enter('test', @user)", new { user }, Cancel);
}
