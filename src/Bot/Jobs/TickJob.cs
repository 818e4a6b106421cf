using Npgsql;
using Quartz;

namespace PartyBuilding.Bot.Jobs;

/// <summary>Looks what is due. Running it twice does no harm: all it makes has a unique key.</summary>
internal sealed partial class TickJob(IServiceScopeFactory scopes, ILogger<TickJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Tick>().RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // The next tick looks back far enough to make up for this one.
            LogAway(log, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The tick was left to the next one: {Fault}")]
    private static partial void LogAway(ILogger log, string fault);
}
