using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>Our own Direct Line channel. Section <c>DirectLine</c>.</summary>
public sealed class DirectLineOptions : IValidatableObject
{
    // What HMAC-SHA256 wants at least.
    private const int ShortestKey = 32;

    /// <summary>What a school's own server shows to get tokens; from the environment, never in a page.</summary>
    /// <value>Default none: only the host itself issues tokens.</value>
    public string? Secret { get; set; }

    /// <summary>A second one, valid beside the first while it is being changed.</summary>
    public string? SecondSecret { get; set; }

    /// <summary>Signs tokens: at least 32 bytes in Base64. The host makes and keeps one where none is given.</summary>
    [Required] public string SigningKey { get; set; } = "";

    /// <summary>The signing key before this one; its tokens stay good until they expire.</summary>
    public string? PreviousSigningKey { get; set; }

    /// <summary>The address clients reach us at, when a proxy stands between.</summary>
    /// <value>Default none: the address of each request.</value>
    public Uri? PublicUrl { get; set; }

    /// <summary>The bot's account id in this channel.</summary>
    [Required] public string BotId { get; set; } = "bot";

    /// <summary>How long a token is good.</summary>
    /// <value>Default 30 minutes; clients refresh after 15.</value>
    [Range(1, 1440)] public int TokenMinutes { get; set; } = 30;

    /// <summary>Longest text of one message, in bytes.</summary>
    /// <value>Default 28 KiB.</value>
    [Range(1024, 262144)] public int MaxTextBytes { get; set; } = 28 * 1024;

    /// <summary>Largest file, in bytes.</summary>
    /// <value>Default 4 MiB.</value>
    [Range(1024, 67108864)] public int MaxFileBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Most files in one upload.</summary>
    /// <value>Default 10.</value>
    [Range(1, 100)] public int MaxFiles { get; set; } = 10;

    /// <summary>Largest upload, in bytes.</summary>
    /// <value>Default 20 MiB.</value>
    [Range(1024, 268435456)] public int MaxUploadBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>Posts per second of one person in one conversation; three times as many in a burst.</summary>
    /// <value>Default 20.</value>
    [Range(1, 1000)] public int PostsPerSecond { get; set; } = 20;

    /// <summary>Starts per minute of one address; a school sits behind one.</summary>
    /// <value>Default 300.</value>
    [Range(1, 100000)] public int StartsPerMinute { get; set; } = 300;

    /// <summary>Open sockets of one person in one conversation; one more closes the oldest.</summary>
    /// <value>Default 5.</value>
    [Range(1, 50)] public int SocketsPerSeat { get; set; } = 5;

    /// <summary>Settings that cannot work.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, key) in new[] { (nameof(SigningKey), SigningKey), (nameof(PreviousSigningKey), PreviousSigningKey) })
        {
            var bytes = new byte[key?.Length ?? 0];
            if (!string.IsNullOrEmpty(key) && (!Convert.TryFromBase64String(key, bytes, out var length) || length < ShortestKey))
                yield return new($"DirectLine:{name} must be at least {ShortestKey} bytes in Base64.", [name]);
        }
        if (PublicUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https")))
            yield return new("DirectLine:PublicUrl must be an http or https address.", [nameof(PublicUrl)]);
    }
}

/// <summary>Stops the start-up on a wrong setting.</summary>
[OptionsValidator]
public sealed partial class DirectLineOptionsValidator : IValidateOptions<DirectLineOptions>;
