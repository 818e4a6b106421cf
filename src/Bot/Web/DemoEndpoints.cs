using System.Text.Json.Serialization;
using Npgsql;
using PartyBuilding.Bot.Demo;
using PartyBuilding.Channels;
using PartyBuilding.Channels.DirectLine;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Web;

internal sealed record DemoTokenRequest(string? As, string? Conversation);

internal sealed record DemoToken(
    string Token, string ConversationId, string UserId, [property: JsonPropertyName("expires_in")] int ExpiresIn);

internal sealed record DemoClock(DateTimeOffset Now);

/// <summary>Who can be tried in the demo, as whom, and when. Only mapped in a demo, only answered on loopback.</summary>
internal static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder app)
    {
        var demo = app.MapGroup("/demo").AddEndpointFilter(OnlyLocalAsync);
        demo.MapGet("/people", PeopleAsync);
        demo.MapPost("/token", TokenAsync);
        demo.MapGet("/clock", ClockAsync);
        demo.MapPost("/clock", SetClockAsync);
    }

    /// <summary>A foreign page in the same browser, or another machine, must not borrow these people.</summary>
    private static ValueTask<object?> OnlyLocalAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Loopback.IsLocal(context.HttpContext) ? next(context) : ValueTask.FromResult<object?>(Refuse(403, "Forbidden", "演示用的账号只能在本机使用。"));

    private static IResult Refuse(int status, string code, string message) =>
        Results.Json(new ErrorBody(new ErrorDetail(code, message)), WebJson.Default.ErrorBody, statusCode: status);

    private static async Task<IResult> PeopleAsync(DemoPeople people, CancellationToken cancel) =>
        Results.Json(await people.AllAsync(cancel), WebJson.Default.IReadOnlyListDemoPerson);

    private static async Task<IResult> TokenAsync(DemoTokenRequest request, DemoPeople people, DirectLineTokens tokens, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(request.As) || await people.FindAsync(request.As, cancel) is not { } person)
            return Refuse(404, "BadArgument", "演示县里没有这个人。");
        var conversation = request.Conversation is { Length: > 0 } asked
            ? person.Conversations.FirstOrDefault(c => c.Id == asked)
            : person.Conversations.First(c => !c.IsGroup);
        if (conversation is null)
            return Refuse(403, "Forbidden", $"{person.Name}不在这个群里。");
        var token = tokens.Issue(new Seat(conversation.Id, new ChannelAccount { Id = person.Id, Name = person.Name }));
        return Results.Json(new DemoToken(token.Value, conversation.Id, person.Id, token.ExpiresIn), WebJson.Default.DemoToken);
    }

    private static async Task<IResult> ClockAsync(NpgsqlDataSource database, BusinessClock clock, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return Results.Json(new DemoClock(clock.Now(await new Settings(connection).ClockOffsetAsync(cancel))), WebJson.Default.DemoClock);
    }

    private static async Task<IResult> SetClockAsync(DemoClock wanted, DemoTime time, CancellationToken cancel) =>
        await time.SetAsync(wanted.Now, cancel) is { } refused
            ? Refuse(409, "BadArgument", refused)
            : Results.Json(wanted, WebJson.Default.DemoClock);
}

/// <summary>Bodies of the demo and of health.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(IReadOnlyList<DemoPerson>))]
[JsonSerializable(typeof(DemoTokenRequest))]
[JsonSerializable(typeof(DemoToken))]
[JsonSerializable(typeof(DemoClock))]
[JsonSerializable(typeof(Readiness))]
internal sealed partial class WebJson : JsonSerializerContext;
