namespace PartyBuilding.Bench;

/// <summary>
/// The crash drill: three bots on one PostgreSQL, people who report and send notices, kills without pause; then everything is counted. Non-zero
/// when a count is off.
/// </summary>
internal static class Drill
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        var county = new BenchCounty(Branches: 24, Members: 240);
        await using var connector = await DrillConnector.StartAsync();
        await using var server = await BenchServer.StartAsync(CancellationToken.None);
        await BenchBot.MigrateAsync(server, CancellationToken.None);
        await county.FillAsync(server.Owner, CancellationToken.None);
        await using var team = await DrillTeam.StartAsync(server, CancellationToken.None);
        using var people = new DrillPeople(team, new TurnReports(county, BenchCounty.Today), connector.Url);
        await people.BindGroupsAsync(county.Branches, CancellationToken.None);

        using var evening = new CancellationTokenSource();
        var lives = Task.WhenAll(Enumerable.Range(0, county.Branches).Select(branch => people.LiveAsync(branch, evening.Token)));
        await team.RageAsync(options.Kills, TimeSpan.FromSeconds(options.Pause), CancellationToken.None);
        await evening.CancelAsync();
        await lives;

        var count = new DrillCount(server.Owner);
        await count.SettleAsync(TimeSpan.FromSeconds(90));
        await count.CountAsync(team, people, connector);
        count.Print(team, people, connector);
        return count.IsClean ? 0 : 1;
    }
}
