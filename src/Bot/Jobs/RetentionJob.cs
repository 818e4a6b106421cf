using Npgsql;
using PartyBuilding.Data;
using Quartz;

namespace PartyBuilding.Bot.Jobs;

/// <summary>Forgets what is past its time, at night.</summary>
internal sealed partial class RetentionJob(NpgsqlDataSource database, BusinessClock clock, TimeProvider time, ILogger<RetentionJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var county = clock.Now(await new Settings(db).ClockOffsetAsync(cancellationToken));
        LogDone(log, await new Retention(db).RunAsync(time.GetUtcNow(), county, cancellationToken));
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Rows} rows past their time")]
    private static partial void LogDone(ILogger log, long rows);
}
