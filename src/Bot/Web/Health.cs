using Npgsql;
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

    /// <summary>Ready when the database answers; migrations and plan were checked before the listener opened.</summary>
    private static async Task<IResult> ReadyAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = await database.OpenConnectionAsync(patience.Token);
            await new Settings(connection).ClockOffsetAsync(patience.Token);
            return Results.Json(new Readiness(true, "ok", "ok"), WebJson.Default.Readiness);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return Results.Json(new Readiness(false, "连不上数据库", "ok"), WebJson.Default.Readiness, statusCode: 503);
        }
    }
}
