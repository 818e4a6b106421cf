using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>The keys announced at one metadata address, kept and renewed.</summary>
/// <remarks>
/// One fetch at a time; an old set is kept while a fetch fails; a key nobody announced causes at most one fetch in
/// <paramref name="unknownEvery"/>, however many tokens name one.
/// </remarks>
internal sealed partial class SigningKeys(
    Uri metadata, HttpClient http, TimeSpan refreshEvery, TimeSpan unknownEvery, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PauseWithoutKeys = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private KeySet? _current;
    private DateTimeOffset _fetchedAt;
    private DateTimeOffset _triedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _unknownAt = DateTimeOffset.MinValue;
    private Task<KeySet?>? _running;

    /// <summary>The set in which <paramref name="kid"/> should be looked up; null while none could be fetched at all.</summary>
    public async ValueTask<KeySet?> ForAsync(string kid, CancellationToken cancel)
    {
        Task<KeySet?> fetch;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_current is not { } keys)
            {
                if (_running is null && now - _triedAt < PauseWithoutKeys)
                    return null;
                fetch = Fetch(now);
            }
            else if (!keys.Keys.ContainsKey(kid))
            {
                if (_running is null && now - _unknownAt < unknownEvery)
                    return keys;
                _unknownAt = now;
                fetch = Fetch(now);
            }
            else
            {
                var age = now - _fetchedAt;
                if (age >= refreshEvery && now - _triedAt >= PauseAfterFailure)
                    _ = Fetch(now);
                // Nobody called for long: a key withdrawn meanwhile must not be good for one more message.
                if (age < 2 * refreshEvery || _running is null)
                    return keys;
                fetch = _running;
            }
        }
        return await fetch.WaitAsync(cancel);
    }

    private Task<KeySet?> Fetch(DateTimeOffset now)
    {
        if (_running is { } running)
            return running;
        _triedAt = now;
        // Not on the caller's token: others wait for the same fetch.
        return _running = Task.Run(FetchAsync, CancellationToken.None);
    }

    private async Task<KeySet?> FetchAsync()
    {
        KeySet? fetched = null;
        try
        {
            var configuration = OpenIdConnectConfiguration.Create(await http.GetStringAsync(metadata));
            if (!Uri.TryCreate(configuration.JwksUri, UriKind.Absolute, out var jwks) || !ServiceUrls.IsHttpsOrLoopback(jwks))
                throw new InvalidDataException("The metadata names no https address for its keys.");
            fetched = KeySet.From(await http.GetStringAsync(jwks), configuration.IdTokenSigningAlgValuesSupported);
            if (fetched.Keys.Count == 0)
                throw new InvalidDataException("The issuer announces no usable key.");
            LogFetched(metadata, fetched.Keys.Count);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or ArgumentException or InvalidDataException or InvalidOperationException or System.Text.Json.JsonException)
        {
            fetched = null;
            LogFailed(metadata, fault.Message);
        }
        lock (_gate)
        {
            if (fetched is not null)
            {
                _current = fetched;
                _fetchedAt = clock.GetUtcNow();
            }
            _running = null;
            return _current;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Fetched {Count} signing keys announced at {Metadata}.")]
    private partial void LogFetched(Uri metadata, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not fetch the signing keys announced at {Metadata}: {Reason} The keys known so far stay in use.")]
    private partial void LogFailed(Uri metadata, string reason);
}
