using PartyBuilding.Data;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Data;

public sealed class FindingsTests(TestDatabase database) : DatabaseTest(database)
{
    private const long Inspector = SmallCounty.Stranger;

    private static readonly DateOnly Due = new(2026, 5, 10);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SmallCounty.CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task A_finding_is_answered_sent_back_answered_and_closed()
    {
        var findings = new Findings(Db);
        var id = await FindAsync(findings);

        Assert.False(await findings.CloseAsync(id, Inspector, SmallCounty.Now, Cancel));
        Assert.True(await findings.ReplyAsync(id, "补了", SmallCounty.Secretary, SmallCounty.Now, Cancel));
        Assert.True(await findings.ReturnAsync(id, "看不清", Due.AddDays(5), Cancel));
        Assert.Equal(("open", "看不清", Due.AddDays(5)), await StandAsync(findings, id));
        Assert.True(await findings.ReplyAsync(id, "重新补了", SmallCounty.Secretary, SmallCounty.Now, Cancel));
        Assert.True(await findings.CloseAsync(id, Inspector, SmallCounty.Now, Cancel));
        Assert.False(await findings.ReplyAsync(id, "又补了", SmallCounty.Secretary, SmallCounty.Now, Cancel));

        Assert.Empty(await findings.OpenAsync([SmallCounty.Branch], Cancel));
        Assert.Equal(1, await findings.ClosedSinceAsync([SmallCounty.Branch], SmallCounty.Now.AddDays(-1), Cancel));
    }

    [Fact]
    public async Task Whoever_answered_it_does_not_close_it()
    {
        var findings = new Findings(Db);
        var id = await FindAsync(findings);
        await findings.ReplyAsync(id, "补了", SmallCounty.Secretary, SmallCounty.Now, Cancel);

        Assert.False(await findings.CloseAsync(id, SmallCounty.Secretary, SmallCounty.Now, Cancel));
        Assert.Equal("answered", Assert.Single(await findings.OpenAsync([SmallCounty.Branch], Cancel)).State);
    }

    [Fact]
    public async Task Praise_is_nothing_to_be_done()
    {
        var findings = new Findings(Db);
        var id = await findings.AddAsync(SmallCounty.Branch, "记录规范", true, null, Inspector, SmallCounty.Now, Cancel);

        Assert.Empty(await findings.OpenAsync([SmallCounty.Branch], Cancel));
        Assert.False(await findings.ReplyAsync(id, "谢谢", SmallCounty.Secretary, SmallCounty.Now, Cancel));
        Assert.Equal(0, await findings.ClosedSinceAsync([SmallCounty.Branch], SmallCounty.Now.AddDays(-1), Cancel));
    }

    [Fact]
    public async Task It_is_taken_back_by_its_author_and_only_before_an_answer()
    {
        var findings = new Findings(Db);
        var (first, second) = (await FindAsync(findings), await FindAsync(findings));
        await findings.ReplyAsync(second, "补了", SmallCounty.Secretary, SmallCounty.Now, Cancel);

        Assert.False(await findings.WithdrawAsync(first, SmallCounty.Secretary, SmallCounty.Now, Cancel));
        Assert.True(await findings.WithdrawAsync(first, Inspector, SmallCounty.Now, Cancel));
        Assert.False(await findings.WithdrawAsync(second, Inspector, SmallCounty.Now, Cancel));
    }

    private static Task<long> FindAsync(Findings findings) =>
        findings.AddAsync(SmallCounty.Branch, "记录不完整", false, Due, Inspector, SmallCounty.Now, Cancel);

    private static async Task<(string, string?, DateOnly?)> StandAsync(Findings findings, long id) =>
        await findings.FindAsync(id, Cancel) is { } row ? (row.State, row.Note, row.DueOn) : default;
}
