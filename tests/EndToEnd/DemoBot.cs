using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>One bot with a demo county for all tests of a class.</summary>
public sealed class DemoBot : IAsyncLifetime
{
    private BotProcess? bot;

    internal BotProcess Bot => bot!;

    internal HttpClient Http => bot!.Http;

    internal IReadOnlyList<DemoPerson> People { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        bot = await BotProcess.StartAsync(new BotProcessOptions { Now = Conversation.UsualNow }, TestContext.Current.CancellationToken);
        People = await DemoPerson.AllAsync(Http, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (bot is not null)
            await bot.DisposeAsync();
    }

    /// <summary>The secretary of the <paramref name="n"/>th branch: each test takes one of its own.</summary>
    internal DemoPerson Secretary(int n) => People.Where(person => person.Is("secretary")).DistinctBy(person => person.Branch).ElementAt(n);
}
