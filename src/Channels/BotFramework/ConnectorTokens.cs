using System.Net.Http.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>Our own token for the channels: kept until five minutes before its end, fetched by one caller for all.</summary>
public sealed partial class ConnectorTokens(
    IOptions<BotFrameworkOptions> options, HttpClient http, TimeProvider clock, ILogger<ConnectorTokens> logger)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private string? _token;
    private DateTimeOffset _expires = DateTimeOffset.MinValue;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;
    private Task<string?>? _running;

    /// <summary>True when there is no registration: calls go without a header, and only to this machine.</summary>
    public bool IsAnonymous => string.IsNullOrEmpty(options.Value.AppId);

    /// <summary>A token, or null when none can be had at the moment.</summary>
    /// <param name="refused">The token a channel has just refused: it will not be given again.</param>
    /// <param name="cancel">Ends the wait, not the fetch others wait for.</param>
    public async ValueTask<string?> GetAsync(string? refused, CancellationToken cancel)
    {
        Task<string?> fetch;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_token is not null && _token != refused && now < _expires - Margin)
                return _token;
            if (_running is null)
            {
                if (now - _failedAt < PauseAfterFailure)
                    return Remaining(now);
                _running = Task.Run(FetchAsync, CancellationToken.None);
            }
            fetch = _running;
        }
        return await fetch.WaitAsync(cancel);
    }

    private async Task<string?> FetchAsync()
    {
        TokenAnswer? answer = null;
        try
        {
            answer = await AskAsync();
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or System.Text.Json.JsonException or InvalidOperationException)
        {
            LogFailed(fault.Message);
        }
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            _running = null;
            if (answer is not { AccessToken.Length: > 0 })
            {
                _failedAt = now;
                return Remaining(now);
            }
            (_token, _expires, _failedAt) = (answer.AccessToken, now + TimeSpan.FromSeconds(answer.ExpiresIn), DateTimeOffset.MinValue);
            return _token;
        }
    }

    /// <summary>The old token, in the last minutes it still has.</summary>
    private string? Remaining(DateTimeOffset now) => now < _expires ? _token : null;

    private async Task<TokenAnswer?> AskAsync()
    {
        var settings = options.Value;
        var tenant = settings.TenantId is { Length: > 0 } own ? own : "botframework.com";
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", settings.AppId),
            new("client_secret", settings.AppSecret),
            new("scope", settings.TokenScope),
        ]);
        var url = new Uri(settings.TokenEndpoint.Replace("{tenant}", Uri.EscapeDataString(tenant), StringComparison.Ordinal));
        using var response = await http.PostAsync(url, form);
        if (response.IsSuccessStatusCode)
            return await response.Content.ReadFromJsonAsync(BotFrameworkJson.Wire.TokenAnswer);
        LogFailed($"{(int)response.StatusCode}");
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No token for the channels could be had: {Reason}. Check BotFramework:AppId, AppSecret and TenantId.")]
    private partial void LogFailed(string reason);
}
