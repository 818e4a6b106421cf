namespace PartyBuilding.Channels.BotFramework;

/// <summary>Which addresses a message may be sent to: without this list a forged serviceUrl would make us call anything.</summary>
public sealed class ServiceUrls(BotFrameworkOptions options)
{
    /// <summary>The address of a call, or null when it is not one we make.</summary>
    /// <param name="serviceUrl">As the conversation was stored.</param>
    /// <remarks>Https on the listed hosts and below, on the usual port; plain http only to this machine, and only for tests and the Emulator.</remarks>
    public Uri? Allowed(string? serviceUrl)
    {
        var url = AllowedFile(serviceUrl);
        return url is { Query.Length: 0, Fragment.Length: 0 } ? url : null;
    }

    /// <summary>The address of a file that came with a message: on the same hosts, with whatever query its channel gave it.</summary>
    public Uri? AllowedFile(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
            return null;
        var isAllowed = url.IsLoopback
            ? url.Scheme is "http" or "https" && (options.AllowAnonymous || options.AllowEmulator)
            : url.Scheme is "https" && url.IsDefaultPort && url.HostNameType == UriHostNameType.Dns && options.ServiceHosts.Any(host => IsAtOrBelow(url.IdnHost, host));
        return isAllowed ? url : null;
    }

    /// <summary>True for an address whose answer nobody on the way can forge.</summary>
    internal static bool IsHttpsOrLoopback(Uri url) =>
        url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    /// <summary>The form in which two service addresses are compared and called: without one trailing slash.</summary>
    internal static string Trimmed(string serviceUrl) => serviceUrl.EndsWith('/') ? serviceUrl[..^1] : serviceUrl;

    private static bool IsAtOrBelow(string host, string allowed) =>
        host.Equals(allowed, StringComparison.OrdinalIgnoreCase)
        || (host.Length > allowed.Length && host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase) && host[^(allowed.Length + 1)] == '.');
}
