using Npgsql;
using PartyBuilding.Bot.Demo;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Commands;

/// <summary>The database of an installation, ready to work with, and what the installation keeps beside it.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly DatabaseAccess database;
    private readonly Installation installation;

    private Store(string folder, DatabaseAccess database, NpgsqlDataSource runtime, Installation installation) =>
        (Folder, this.database, Runtime, this.installation) = (folder, database, runtime, installation);

    public string Folder { get; }

    public NpgsqlDataSource Runtime { get; }

    public bool IsDemo => installation.IsDemo;

    /// <summary>Settings that an installation makes for itself; the environment wins over them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings
    {
        get
        {
            yield return new("DirectLine:SigningKey", installation.DirectLineKey);
            yield return new("DirectLine:BotId", Turns.ChannelNames.BotAccount);
            // People of the demo may be addressed over /api/messages too; the endpoint still answers this machine alone.
            if (IsDemo && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("BotFramework__AppId")))
                yield return new("BotFramework:AllowAnonymous", "true");
        }
    }

    /// <summary>Opens the database and fills the demo county where one is wanted.</summary>
    /// <exception cref="Refusal">Something is in the way that the operator can remove.</exception>
    public static async Task<Store> OpenAsync(ServeOptions options, WorkPlan plan, CancellationToken cancel)
    {
        var database = await DatabaseAccess.OpenAsync(options.Data, cancel);
        try
        {
            var installation = await DatabaseAccess.ExplainAsync(() => InstallAsync(options, database.Owner, database.IsGiven, plan, cancel));
            var runtime = await database.WorkAsync(cancel);
            // From here on the bot works with less than an owner may do.
            await database.Owner.DisposeAsync();
            return new Store(options.Data, database, runtime, installation);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Runtime.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task<Installation> InstallAsync(
        ServeOptions options, NpgsqlDataSource owner, bool isGiven, WorkPlan plan, CancellationToken cancel)
    {
        await using var db = await owner.OpenConnectionAsync(cancel);
        var isEmpty = await db.OneAsync<bool>("select not exists (select from members)", cancel: cancel);
        var known = Installation.Read(options.Data);
        var isDemo = options.Demo ?? known?.IsDemo ?? (isEmpty && !isGiven);
        if (options.Now is not null && !isDemo)
            throw new Refusal("--now 只在演示模式下可用。");
        if (known?.IsDemo != isDemo)
        {
            known = (known ?? Installation.New(isDemo)) with { IsDemo = isDemo };
            known.Write(options.Data);
        }
        if (isDemo && isEmpty)
            await DemoCounty.SeedAsync(owner, plan, options.Now ?? County.Local(TimeProvider.System.GetUtcNow()), cancel);
        // Started again with the same words, a demo goes on where it was: its clock never goes back past what is recorded.
        if (isDemo && options.Now is { } now && await new DemoTime(owner, TimeProvider.System).SetAsync(now, cancel) is { } refused)
            await Console.Error.WriteLineAsync(refused + "时钟接着上次走；想从头试，请用 --data 指定一个新的文件夹。");
        // Nothing that lay before this moment is made up for.
        var settings = new Settings(db);
        var began = isDemo && isEmpty ? options.Now : null;
        await settings.InstalledAtAsync(began ?? TimeProvider.System.GetUtcNow() + await settings.ClockOffsetAsync(cancel), cancel);
        return known;
    }
}
