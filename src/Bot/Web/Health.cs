using Npgsql;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Web;

/// <summary>Whether the bot can work, part by part.</summary>
internal sealed record Readiness(bool Ready, string Database, string Plan);

internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", ReadyAsync);
    }

    /// <summary>Ready when the database answers and takes what is written; migrations and plan were checked before the listener opened.</summary>
    private static async Task<IResult> ReadyAsync(NpgsqlDataSource database, Weather weather, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = await database.OpenConnectionAsync(patience.Token);
            await new Settings(connection).ClockOffsetAsync(patience.Token);
            // It can be read; whether it can be written turns know best.
            return Answer(weather.Fault);
        }
        catch (Exception e) when (Weather.IsFault(e))
        {
            return Answer(Weather.Explain(e));
        }
    }

    private static IResult Answer(string? fault) =>
        Results.Json(new Readiness(fault is null, fault ?? "ok", "ok"), WebJson.Default.Readiness, statusCode: fault is null ? 200 : 503);
}
