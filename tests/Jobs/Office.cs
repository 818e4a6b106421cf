using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyBuilding.Bot;
using PartyBuilding.Bot.Commands;
using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Bot.Features;
using PartyBuilding.Bot.Jobs;
using PartyBuilding.Bot.Sending;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Data;
using PartyBuilding.Plan;
using PartyBuilding.Tests.Channels.Support;

namespace PartyBuilding.Tests.Jobs;

/// <summary>One process that ticks, on a clock of the test's own.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public Office(NpgsqlDataSource database, WorkPlan plan, SettableClock clock)
    {
        var all = new ServiceCollection();
        all.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        all.AddLogging().AddOptions();
        all.AddSingleton(plan).AddSingleton(database).AddSingleton<TimeProvider>(clock);
        all.AddSingleton<BusinessClock>().AddSingleton<Roster>().AddSingleton<Outbox>();
        all.AddSingleton(new DirectLineStreams(Microsoft.Extensions.Options.Options.Create(new DirectLineOptions { SigningKey = new string('k', 44), BotId = "bot" })));
        all.AddScoped(s => s.GetRequiredService<NpgsqlDataSource>().CreateConnection()).AddScoped<Notices>().AddScoped<NoticeReaching>().AddScoped<DutyFacts>().AddScoped<PairGaps>();
        foreach (var query in typeof(Reports).Assembly.GetTypes().Where(t => t.IsClass && t.IsPublic && t.GetConstructor([typeof(NpgsqlConnection)]) is not null))
            all.AddScoped(query);
        all.AddScoped<Tick>().AddScoped<Addressees>().AddScoped<Completing>();
        all.AddSingleton<Progress>().AddSingleton(DialogFiles.Load(DataFolders.Dialogs, plan.Kinds, plan.Groups, new Faults())!);
        services = all.BuildServiceProvider();
    }

    public async Task TickAsync()
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Tick>().RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Looks how far notices have got.</summary>
    public async Task LookAsync()
    {
        await using var db = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await services.GetRequiredService<Progress>().LookAsync(db, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
