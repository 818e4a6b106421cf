using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>Our registration with the Bot Framework and whom we believe. Section <c>BotFramework</c>.</summary>
/// <remarks>The addresses are those of the public cloud; a sovereign cloud differs only in them.</remarks>
public sealed class BotFrameworkOptions : IValidatableObject
{
    /// <summary>The registration's application id.</summary>
    /// <value>Default none: no channel can reach <c>/api/messages</c>, unless <see cref="AllowAnonymous"/> is set.</value>
    public string? AppId { get; set; }

    /// <summary>The registration's secret, from the environment.</summary>
    public string? AppSecret { get; set; }

    /// <summary>Our own tenant, for a single-tenant registration.</summary>
    /// <value>Default none: multi-tenant.</value>
    public string? TenantId { get; set; }

    /// <summary>Takes messages without a token. Only from this machine, over a loopback listener, without a proxy between.</summary>
    /// <value>Default false. Cannot be combined with <see cref="AppId"/>.</value>
    public bool AllowAnonymous { get; set; }

    /// <summary>Takes tokens that the Bot Framework Emulator gets with our own secret.</summary>
    /// <value>Default false.</value>
    public bool AllowEmulator { get; set; }

    /// <summary>Application ids of other bots that may call this one as a skill.</summary>
    /// <value>Default none.</value>
    public IList<string> AllowedCallers { get; } = [];

    /// <summary>Endorsements a channel's key must carry besides the channel's own.</summary>
    /// <value>Default none.</value>
    public IList<string> RequiredEndorsements { get; } = [];

    /// <summary>Issuer of the channels' tokens.</summary>
    [Required] public string ChannelIssuer { get; set; } = "https://api.botframework.com";

    /// <summary>Where the channels' keys are announced.</summary>
    [Required] public Uri ChannelMetadata { get; set; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>Where the keys of Emulator and skill tokens are announced.</summary>
    [Required] public Uri EmulatorMetadata { get; set; } = new("https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration");

    /// <summary>Where our own token comes from; <c>{tenant}</c> is replaced.</summary>
    [Required] public string TokenEndpoint { get; set; } = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token";

    /// <summary>What our own token is for.</summary>
    [Required] public string TokenScope { get; set; } = "https://api.botframework.com/.default";

    /// <summary>Hosts a reply may be sent to, each with everything below it; always https.</summary>
    /// <value>Default Microsoft's own channels; what the settings name is added.</value>
    public IList<string> ServiceHosts { get; } =
        ["botframework.com", "smba.trafficmanager.net", "teams.microsoft.com", "teams.microsoft.us", "botframework.azure.us", "botframework.azure.cn"];

    /// <summary>How far clocks may differ when a token's times are judged.</summary>
    /// <value>Default 5 minutes.</value>
    [Range(0, 10)] public int SkewMinutes { get; set; } = 5;

    /// <summary>After how long keys are fetched again.</summary>
    /// <value>Default 24 hours.</value>
    [Range(1, 24)] public int KeyRefreshHours { get; set; } = 24;

    /// <summary>How often a token naming an unknown key may cause a fetch.</summary>
    /// <value>Default once in 60 minutes; garbage must not make us knock at the issuer's door.</value>
    [Range(5, 1440)] public int UnknownKeyMinutes { get; set; } = 60;

    /// <summary>How long one call to a channel may take.</summary>
    /// <value>Default 15 seconds.</value>
    [Range(1, 60)] public int CallSeconds { get; set; } = 15;

    /// <summary>Settings that contradict each other.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AllowAnonymous && !string.IsNullOrEmpty(AppId))
            yield return new("BotFramework:AllowAnonymous cannot be combined with BotFramework:AppId; take one of them away.", [nameof(AllowAnonymous)]);
        if (!string.IsNullOrEmpty(AppId) && string.IsNullOrEmpty(AppSecret))
            yield return new("BotFramework:AppId is set and BotFramework:AppSecret is not; without it no reply can be sent.", [nameof(AppSecret)]);
        foreach (var (name, address) in new[] { (nameof(ChannelMetadata), ChannelMetadata), (nameof(EmulatorMetadata), EmulatorMetadata) })
        {
            if (!ServiceUrls.IsHttpsOrLoopback(address))
                yield return new($"BotFramework:{name} must be an https address.", [name]);
        }
        if (!Uri.TryCreate(TokenEndpoint.Replace("{tenant}", "t", StringComparison.Ordinal), UriKind.Absolute, out var token) || !ServiceUrls.IsHttpsOrLoopback(token))
            yield return new("BotFramework:TokenEndpoint must be an https address.", [nameof(TokenEndpoint)]);
    }
}

/// <summary>Stops the start-up on a wrong setting.</summary>
[OptionsValidator]
public sealed partial class BotFrameworkOptionsValidator : IValidateOptions<BotFrameworkOptions>;
