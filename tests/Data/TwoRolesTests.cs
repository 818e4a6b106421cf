using Npgsql;
using PartyBuilding.Bot.Jobs;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

/// <summary>A managed server as the installer's handbook sets it up: an owner who is no superuser, and a login of its own for the bot.</summary>
public sealed class TwoRolesTests(TestDatabase database) : IAsyncLifetime
{
    private string admin = "";

    public async ValueTask InitializeAsync()
    {
        admin = await database.EmptyAsync();
        await using var db = await OpenAsync(admin);
        await db.RunAsync($"""
            do $$
            begin
                if not exists (select from pg_roles where rolname = 'county_owner') then
                    create role county_owner login password 'one' createrole;
                    create role county_app login password 'two';
                end if;
            end $$;
            alter database {db.Database} owner to county_owner;
            """, cancel: Cancel);
        await using var owner = Database.Owner(As("county_owner", "one"));
        await new Migrator(owner).MigrateAsync(QuartzSchema.CreateAsync, Cancel);
        await using var asOwner = await owner.OpenConnectionAsync(Cancel);
        await asOwner.RunAsync($"""
            grant {Migrator.RuntimeRole} to county_app;
            insert into organisations (kind, name) values ('branch', '青禾小学'), ('branch', '云溪中学');
            insert into members (branch_id, name) values (1, '示例甲'), (2, '示例乙');
            insert into bindings values ('test', 'one', 1, now());
            """, cancel: Cancel);
    }

    [Fact]
    public async Task The_bots_own_login_is_accepted_and_sees_its_speakers_branch_alone()
    {
        await using var runtime = Database.Runtime(As("county_app", "two"), asRuntimeRole: false);

        await Database.CheckRoleAsync(runtime, Cancel);

        await SeesOneBranchAsync(runtime);
    }

    [Fact]
    public async Task With_the_owners_login_alone_each_session_steps_down()
    {
        await using var runtime = Database.Runtime(As("county_owner", "one"), asRuntimeRole: true);

        await Database.CheckRoleAsync(runtime, Cancel);

        await SeesOneBranchAsync(runtime);
    }

    [Fact]
    public async Task The_owners_login_as_it_is_is_refused()
    {
        await using var runtime = Database.Runtime(As("county_owner", "one"), asRuntimeRole: false);

        await Assert.ThrowsAsync<DatabaseException>(() => Database.CheckRoleAsync(runtime, Cancel));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task SeesOneBranchAsync(NpgsqlDataSource runtime)
    {
        await using var db = await runtime.OpenConnectionAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        Assert.Empty(await db.ListAsync<string>("select name from members", cancel: Cancel));
        await db.ListAsync<long>("select member_id from enter('test', 'one')", cancel: Cancel);
        Assert.Equal(["示例甲"], await db.ListAsync<string>("select name from members", cancel: Cancel));
    }

    private string As(string user, string password) => new NpgsqlConnectionStringBuilder(admin) { Username = user, Password = password }.ConnectionString;

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var db = new NpgsqlConnection(connectionString);
        await db.OpenAsync(Cancel);
        return db;
    }
}
