using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>What the host registers.</summary>
public static class BotFrameworkServices
{
    // An issuer's metadata and keys are a few tens of kilobytes.
    private const int LargestKeyDocument = 1024 * 1024;

    /// <summary>Registers the Bot Framework in both directions; settings in section <c>BotFramework</c>.</summary>
    /// <param name="services">Given to.</param>
    /// <param name="clock">Real time: a demo's shifted clock would make every token expired.</param>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, TimeProvider clock)
    {
        services.AddOptions<BotFrameworkOptions>().BindConfiguration("BotFramework").ValidateOnStart();
        services.AddSingleton<IValidateOptions<BotFrameworkOptions>, BotFrameworkOptionsValidator>();
        services.AddSingleton(s => new ServiceUrls(s.GetRequiredService<IOptions<BotFrameworkOptions>>().Value));
        services.AddSingleton(s => new BotFrameworkAuthentication(
            s.GetRequiredService<IOptions<BotFrameworkOptions>>(),
            new HttpClient(Outgoing()) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LargestKeyDocument },
            clock,
            s.GetRequiredService<ILogger<BotFrameworkAuthentication>>()));
        services.AddSingleton(s => new ConnectorTokens(
            s.GetRequiredService<IOptions<BotFrameworkOptions>>(),
            new HttpClient(Outgoing()) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LargestKeyDocument },
            clock,
            s.GetRequiredService<ILogger<ConnectorTokens>>()));
        services.AddSingleton(s => new ConnectorClient(
            new HttpClient(Outgoing()) { Timeout = Timeout.InfiniteTimeSpan },
            s.GetRequiredService<ConnectorTokens>(),
            s.GetRequiredService<ServiceUrls>(),
            s.GetRequiredService<IOptions<BotFrameworkOptions>>(),
            clock,
            s.GetRequiredService<ILogger<ConnectorClient>>()));
        services.AddSingleton(s => new AttachmentClient(
            new HttpClient(Outgoing()) { Timeout = Timeout.InfiniteTimeSpan },
            s.GetRequiredService<ConnectorTokens>(),
            s.GetRequiredService<ServiceUrls>(),
            s.GetRequiredService<IOptions<BotFrameworkOptions>>()));
        return services;
    }

    /// <summary>Calls leave without following redirects: an answer must not choose where our token goes next.</summary>
    internal static SocketsHttpHandler Outgoing() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // Shorter than a channel keeps an idle connection: one that closes under our hands leaves a message unknown.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
    };
}
