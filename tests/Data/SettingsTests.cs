using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class SettingsTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateTimeOffset Now = new(2026, 4, 22, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_value_stands_until_it_is_set_again()
    {
        var settings = new Settings(Db);
        Assert.Null(await settings.FindAsync("colour", Cancel));

        await settings.SetAsync("colour", new Jsonb("\"red\""), null, Now, Cancel);
        await settings.SetAsync("colour", new Jsonb("\"green\""), null, Now, Cancel);

        Assert.Equal("\"green\"", await settings.FindAsync("colour", Cancel));
    }

    [Fact]
    public async Task The_clock_runs_with_real_time_until_it_is_shifted()
    {
        var settings = new Settings(Db);
        Assert.Equal(TimeSpan.Zero, await settings.ClockOffsetAsync(Cancel));

        await settings.SetAsync(Settings.ClockOffset, new Jsonb("-86400.5"), null, Now, Cancel);

        Assert.Equal(TimeSpan.FromSeconds(-86400.5), await settings.ClockOffsetAsync(Cancel));
    }

    [Fact]
    public async Task Each_change_of_names_has_a_version_of_its_own()
    {
        Assert.Equal(0, await new Settings(Db).RosterVersionAsync(Cancel));

        var versions = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var db = await Runtime.OpenConnectionAsync(Cancel);
            return await new Settings(db).MoveRosterAsync(null, Now, Cancel);
        }));

        Assert.Equal([1, 2, 3, 4, 5, 6], versions.Order());
        Assert.Equal(6, await new Settings(Db).RosterVersionAsync(Cancel));
    }
}
