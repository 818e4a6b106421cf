using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Answers in the protocol's shapes.</summary>
internal static class Answers
{
    public static IResult Error(int status, string code, string message) =>
        Results.Json(new ErrorBody(new ErrorDetail(code, message)), ErrorJson.Default.ErrorBody, null, status);

    public static IResult Error(Bearer.Refused refused) => Error(refused.Status, refused.Code, refused.Message);

    /// <summary>404: clients give the conversation up for ever.</summary>
    public static IResult UnknownConversation() => Error(404, "ConversationNotFound", "There is no such conversation.");

    public static IResult TooMany(TimeSpan retryAfter) => new Limited(retryAfter);

    public static IResult Away() => Error(503, "ServiceUnavailable", "The conversation cannot be reached at the moment; nothing was recorded.");

    private sealed class Limited(TimeSpan retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Error(429, "TooManyRequests", "Too many requests; wait as long as Retry-After says.").ExecuteAsync(httpContext);
        }
    }
}
