using Microsoft.Extensions.Options;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Bot.Demo;
using PartyBuilding.Bot.Features;
using PartyBuilding.Bot.Jobs;
using PartyBuilding.Bot.Sending;
using PartyBuilding.Bot.Telemetry;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Bot.Web;
using PartyBuilding.Bot.Web.Page;
using PartyBuilding.Channels.BotFramework;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Commands;

/// <summary>Runs the bot: data files, database, web server, jobs, in this order; each says in one sentence what is wrong with it.</summary>
internal static class ServeCommand
{
    /// <summary>How long a stop may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(9);

    public static async Task<int> RunAsync(string[] args)
    {
        var options = ServeOptions.Parse(args);
        using var stopping = new Stopping();
        var (plan, dialogues) = ReadData();
        await using var store = await Store.OpenAsync(options, plan, stopping.Token);
        await using var app = Build(options, store, plan, dialogues);
        Map(app, store);
        try
        {
            await app.StartAsync(stopping.Token);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new Refusal($"{options.Urls} 已被别的程序占用。请先关掉它，或用 --urls http://127.0.0.1:另一个端口 启动。");
        }
        catch (OptionsValidationException e)
        {
            throw new Refusal($"设置有误：{string.Join('；', e.Failures)}");
        }
        // Reading and learning from the data files took room that nothing needs from here on.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        Console.WriteLine($"Ready: {options.Urls.TrimEnd('/')}/");
        await stopping.WaitAsync();
        try
        {
            await app.StopAsync(CancellationToken.None).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // The job store goes on asking for a database that is gone. Turns and senders have ended; what it holds lapses by itself.
        }
        return 0;
    }

    private static (WorkPlan Plan, Dialogues Dialogues) ReadData()
    {
        var faults = new Faults();
        var plan = PlanFiles.Read(DataFolders.Plan, faults);
        var dialogues = plan is null ? null : DialogFiles.Load(DataFolders.Dialogs, plan.Kinds, plan.Groups, faults);
        return plan is not null && dialogues is not null && faults.Count == 0
            ? (plan, dialogues)
            : throw new Refusal("数据文件有误，没有启动：\n" + string.Join('\n', faults));
    }

    private static WebApplication Build(ServeOptions options, Store store, WorkPlan plan, Dialogues dialogues)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(store.Settings).AddEnvironmentVariables();
        // What has been read is answered where it was read: handing it to another thread costs a small machine more than it brings.
        builder.WebHost.UseUrls(options.Urls).UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 20 * 1024 * 1024;
            kestrel.Limits.MaxConcurrentConnections = 5_000;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 5_000;
        });
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning).AddFilter("PartyBuilding", LogLevel.Information)
            // A start that fails is told in one sentence by us.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        var services = builder.Services;
        services.AddSingleton(plan).AddSingleton(dialogues).AddSingleton(store.Runtime).AddSingleton(TimeProvider.System);
        services.AddOptions<BotOptions>().BindConfiguration("Bot").ValidateOnStart();
        services.AddSingleton<IValidateOptions<BotOptions>, BotOptionsValidator>();
        services.AddSingleton<BusinessClock>().AddSingleton<Roster>().AddSingleton<Standing>().AddSingleton<FeatureTable>()
            .AddSingleton<Joining>().AddSingleton<BranchReports>().AddSingleton<Composer>().AddSingleton<Answering>().AddSingleton<Edits>().AddSingleton<Turn>().AddSingleton<Arrivals>().AddSingleton<Luggage>().AddSingleton<Crowd>().AddSingleton<Weather>().AddSingleton<Reception>().AddSingleton<Invokes>().AddSingleton<PublicAddress>().AddSingleton<Intake>();
        services.AddSingleton(s =>
        {
            var bot = s.GetRequiredService<IOptions<BotOptions>>().Value;
            return new Convoys(s.GetRequiredService<NpgsqlDataSource>(), bot.ConvoysAtOnce, bot.TurnsInConvoy, bot.TurnBudget);
        });
        services.AddScoped(s => s.GetRequiredService<NpgsqlDataSource>().CreateConnection()).AddScoped<Proof>().AddScoped<Reach>();
        foreach (var query in typeof(Reports).Assembly.GetTypes().Where(t => t.IsClass && t.IsPublic && t.GetConstructor([typeof(NpgsqlConnection)]) is not null))
            services.AddScoped(query);
        foreach (var feature in FeatureTable.Classes)
            services.AddScoped(feature);
        services.AddScoped<Whispers>().AddScoped<Notices>().AddScoped<NoticeReaching>().AddScoped<NoticeAudiences>().AddScoped<NoticeReviews>()
            .AddScoped<NoticeMentioned>().AddSingleton<NoticeReactions>().AddScoped<MentoringReports>().AddScoped<PairGaps>().AddScoped<MeantReports>().AddScoped<CorrectedReports>().AddScoped<WithdrawnReports>()
            .AddScoped<CorrectedPoints>().AddScoped<Presence>().AddScoped<Elections>().AddScoped<DutyFacts>();
        services.AddSingleton<Outbox>().AddSingleton<ICarrier, ConnectorCarrier>().AddHostedService<Sender>().AddHostedService<Progress>();
        services.AddBotFramework(TimeProvider.System).AddDirectLine(TimeProvider.System);
        services.AddSingleton<IDirectLineStore, DirectLineStore>();
        services.AddSingleton<DemoPeople>().AddSingleton<DemoTime>();
        services.AddSingleton(s => new WebChatFiles(Path.Combine(options.Data, "webchat"), s.GetRequiredService<ILogger<WebChatFiles>>()));
        services.AddJobs(store.IsDemo);
        // The meters and sources are there for any listener; collecting them for nobody would cost every turn.
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")))
            services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddMeter(Measure.Name, "Npgsql", "Microsoft.AspNetCore.Hosting").AddOtlpExporter())
                .WithTracing(traces => traces.AddSource(Measure.Name, "Npgsql").AddAspNetCoreInstrumentation().AddOtlpExporter());
        services.Configure<HostOptions>(host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (Patience - TimeSpan.FromSeconds(1), true));
        return builder.Build();
    }

    private static void Map(WebApplication app, Store store)
    {
        app.UseWebSockets();
        app.MapHealth();
        app.MapMessages(app.Services.GetRequiredService<Intake>().TakeAsync);
        app.MapDirectLine();
        if (!store.IsDemo)
            return;
        app.MapDemo();
        var webChat = app.Services.GetRequiredService<WebChatFiles>();
        app.MapPage(webChat);
        // Fetched beside the start: the page says that it is on its way, everything else runs.
        _ = webChat.PrepareAsync(app.Lifetime.ApplicationStopping);
    }
}
