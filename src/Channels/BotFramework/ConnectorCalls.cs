using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>One call to a channel: only to allowed addresses, with our token, its result put into the words of <see cref="SendOutcome"/>.</summary>
internal sealed partial class ConnectorCalls(
    HttpClient http, ConnectorTokens tokens, ServiceUrls urls, IOptions<BotFrameworkOptions> options, TimeProvider clock, ILogger logger)
{
    private const int LargestAnswer = 1024 * 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);

    /// <summary>Makes the call; a refused token is renewed and the call repeated once.</summary>
    /// <param name="method">GET, POST, PUT or DELETE.</param>
    /// <param name="serviceUrl">As stored with the conversation.</param>
    /// <param name="path">Segments behind it, not yet escaped.</param>
    /// <param name="query">Behind the path, escaped, or empty.</param>
    /// <param name="body">JSON, or null.</param>
    /// <param name="answer">How to read a good answer.</param>
    /// <param name="cancel">Gives up; what had begun to leave is then unknown.</param>
    public async Task<(SendOutcome Outcome, T? Answer)> CallAsync<T>(
        HttpMethod method, string serviceUrl, string[] path, string query, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancel) where T : class
    {
        if (urls.Allowed(serviceUrl) is not { } service)
        {
            LogNotAllowed(Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) ? url.Host : "no address");
            return (new SendOutcome.Rejected(0, "the service address is not on the list"), null);
        }
        // A segment of dots alone would climb to another address of the same host, escaped or not.
        if (path.Any(segment => segment.Length == 0 || segment.All(c => c == '.')))
            return (new SendOutcome.Rejected(0, "the id cannot stand in an address"), null);
        var target = new Uri(ServiceUrls.Trimmed(service.AbsoluteUri) + "/v3/" + string.Join('/', path.Select(Uri.EscapeDataString)) + query);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.CallSeconds));
        var (outcome, read, used) = await TryAsync(method, target, body, answer, null, limit.Token);
        if (outcome is SendOutcome.Failed { Reason: Unauthorized } && used is not null)
            (outcome, read, _) = await TryAsync(method, target, body, answer, used, limit.Token);
        if (outcome is SendOutcome.Failed { Reason: Unauthorized })
            LogUnauthorized(target.Host);
        return (outcome, read);
    }

    private const string Unauthorized = "401";

    private async Task<(SendOutcome Outcome, T? Answer, string? Token)> TryAsync<T>(
        HttpMethod method, Uri target, byte[]? body, JsonTypeInfo<T> answer, string? refused, CancellationToken cancel) where T : class
    {
        var content = body is null ? null : new OnceContent(body);
        using var request = new HttpRequestMessage(method, target) { Content = content };
        string? token = null;
        try
        {
            if (!tokens.IsAnonymous)
            {
                token = await tokens.GetAsync(refused, cancel);
                if (token is null)
                    return (new SendOutcome.Failed("no token"), null, null);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var (outcome, read) = await JudgeAsync(response, answer, cancel);
            return (outcome, read, token);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            var reason = fault is OperationCanceledException ? "no answer in time" : (fault as HttpRequestException)?.HttpRequestError.ToString() ?? "broken connection";
            return (content is { IsLeaving: true } ? new SendOutcome.Unknown(reason) : new SendOutcome.Failed(reason), null, token);
        }
    }

    private async Task<(SendOutcome, T?)> JudgeAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> answer, CancellationToken cancel) where T : class
    {
        var status = (int)response.StatusCode;
        var text = await ReadAsync(response.Content, cancel);
        if (response.IsSuccessStatusCode)
            return (new SendOutcome.Sent(null), Parse(text, answer));
        var code = Parse(text, BotFrameworkJson.Wire.ErrorBody)?.Error?.Code;
        var reason = code is null ? $"{status}" : $"{status} {Short(code)}";
        return (response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => new SendOutcome.Throttled(WaitOf(response)),
            HttpStatusCode.Unauthorized => new SendOutcome.Failed(Unauthorized),
            HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone => new SendOutcome.Gone(reason),
            HttpStatusCode.NotImplemented => new SendOutcome.Rejected(status, reason),
            HttpStatusCode.GatewayTimeout => new SendOutcome.Unknown(reason),
            HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => new SendOutcome.Failed(reason),
            HttpStatusCode.ServiceUnavailable when response.Headers.RetryAfter is not null => new SendOutcome.Throttled(WaitOf(response)),
            >= HttpStatusCode.InternalServerError => new SendOutcome.Failed(reason),
            // Redirects are not followed: they would choose where our token goes.
            >= HttpStatusCode.BadRequest => new SendOutcome.Rejected(status, reason),
            _ => new SendOutcome.Failed(reason),
        }, null);
    }

    private TimeSpan WaitOf(HttpResponseMessage response)
    {
        var said = response.Headers.RetryAfter;
        var wait = said?.Delta ?? (said?.Date is { } date ? date - clock.GetUtcNow() : UsualWait);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    /// <summary>The body, as far as it came: a message that was taken stays taken though its answer breaks off.</summary>
    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        try
        {
            await content.LoadIntoBufferAsync(LargestAnswer, cancel);
            return await content.ReadAsByteArrayAsync(cancel);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return [];
        }
    }

    private static T? Parse<T>(byte[] text, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return text.Length == 0 ? null : JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Short(string code) => string.Concat(code.Take(60).Select(c => char.IsLetterOrDigit(c) || c is '_' or '-' ? c : ' '));

    [LoggerMessage(Level = LogLevel.Error, Message = "Not sent: {Host} is not among the hosts a reply may go to (BotFramework:ServiceHosts).")]
    private partial void LogNotAllowed(string host);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Host} refuses our token twice. Check BotFramework:AppId, AppSecret and TenantId.")]
    private partial void LogUnauthorized(string host);
}
