using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>What the host registers, besides its <see cref="IDirectLineStore"/>.</summary>
public static class DirectLineServices
{
    /// <summary>Registers the channel; settings in section <c>DirectLine</c>.</summary>
    /// <param name="services">Given to.</param>
    /// <param name="clock">Real time: a demo's shifted clock would make every token expired.</param>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, TimeProvider clock)
    {
        services.AddOptions<DirectLineOptions>().BindConfiguration("DirectLine").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>();
        services.AddSingleton(s => new DirectLineTokens(s.GetRequiredService<IOptions<DirectLineOptions>>(), clock));
        services.AddSingleton<DirectLineStreams>();
        services.AddSingleton<Credentials>();
        services.AddSingleton<Limits>();
        services.AddSingleton(s => new Addresses(s.GetRequiredService<IOptions<DirectLineOptions>>().Value));
        services.AddSingleton(new RealClock(clock));
        return services;
    }
}

/// <summary>The clock of sockets and tokens, apart from whatever clock the host registers.</summary>
internal sealed record RealClock(TimeProvider Time);
