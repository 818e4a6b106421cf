using Npgsql;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class ScopeTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly string[] Guarded = ["members", "reports", "plans", "attendance", "entries", "totals", "suggestions", "findings", "pairs", "branch_duties"];

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
            insert into pairs (branch_id, mentor_id, apprentice, from_on, told_by, told_at)
            select branch, branch - 1, '示例徒弟', '2026-02-20', 1, now() from generate_series(2, 3) branch;
            insert into branch_duties (branch_id, kind, per, from_on, told_by, told_at)
            select branch, 'study', 'month', '2026-02-20', 1, now() from generate_series(2, 3) branch;
            insert into exemptions (member_id, from_on) values (1, '2026-01-01'), (2, '2026-01-01');
            insert into report_versions (report_id, held_on, version, before, changed_by, changed_at)
            select id, held_on, 1, '{}', told_by, now() from reports;
            insert into members (branch_id, name) values (2, '示例丁');
            insert into roles values (4, 'inspector', 1);
            insert into bindings values ('test', 'inspector', 4, now());
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

    [Fact]
    public async Task An_inspector_sees_the_own_branch_and_those_assigned()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using (var transaction = await db.BeginTransactionAsync(Cancel))
        {
            await EnterAsync(db, "inspector");
            Assert.Equal([2L], await db.ListAsync<long>("select distinct branch_id from reports order by 1", cancel: Cancel));
        }
        await Db.RunAsync("insert into roles values (4, 'inspector', 3)", cancel: Cancel);
        await using var again = await db.BeginTransactionAsync(Cancel);
        await EnterAsync(db, "inspector");

        Assert.Equal([2L, 3L], await db.ListAsync<long>("select distinct branch_id from reports order by 1", cancel: Cancel));
        Assert.Equal(3L, Assert.Single(await new Inspectors(db).AssignedAsync(4, Cancel)));
        Assert.Equal([4L], await new Inspectors(db).OfBranchAsync(3, Cancel));
    }

    [Fact]
    public async Task Exemptions_and_earlier_versions_follow_the_row_they_belong_to()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        Assert.Equal(0, await db.OneAsync<long>("select (select count(*) from exemptions) + (select count(*) from report_versions)", cancel: Cancel));
        await EnterAsync(db, "two");

        Assert.Equal([2L], await db.ListAsync<long>("select member_id from exemptions", cancel: Cancel));
        Assert.Equal([2L], await db.ListAsync<long>("select report_id from report_versions", cancel: Cancel));
    }

    [Theory]
    [InlineData("update entries set points = 100")]
    [InlineData("update entries set asked = 100")]
    [InlineData("delete from entries")]
    [InlineData("delete from totals")]
    [InlineData("delete from reports")]
    [InlineData("update audit set ground = 'x'")]
    [InlineData("delete from audit")]
    [InlineData("update report_versions set before = '{}'")]
    [InlineData("delete from report_versions")]
    [InlineData("delete from findings")]
    [InlineData("update members set name = 'x'")]
    [InlineData("update organisations set name = 'x'")]
    [InlineData("truncate entries")]
    public async Task What_was_written_down_cannot_be_rewritten(string sql)
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        await EnterAsync(db, "office");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.RunAsync(sql, cancel: Cancel));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_line_that_counts_cannot_be_settled_again()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        await EnterAsync(db, "office");

        Assert.Equal(0, await db.RunAsync("update entries set state = 'refused'", cancel: Cancel));
    }

    [Fact]
    public async Task Nobody_slips_a_table_of_their_own_in_front_of_the_bindings()
    {
        await using var db = await Runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        await db.RunAsync("""
            create temporary table bindings (channel text, user_id text, member_id bigint, told_privacy_at timestamptz);
            insert into bindings values ('test', 'nobody', 3, null);
            """, cancel: Cancel);

        Assert.Empty(await db.ListAsync<long>("select member_id from enter('test', 'nobody')", cancel: Cancel));
    }

    [Fact]
    public async Task Only_the_bot_may_say_who_speaks()
    {
        await Db.RunAsync("""
            do $$ begin
                if not exists (select from pg_roles where rolname = 'passer_by') then create role passer_by nologin; end if;
            end $$;
            """, cancel: Cancel);
        await using var db = await Owner.OpenConnectionAsync(Cancel);
        await db.RunAsync("set role passer_by", cancel: Cancel);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => EnterAsync(db, "office"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        await db.RunAsync("reset role", cancel: Cancel);
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
