using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PartyBuilding.Channels;

/// <summary>Tells calls made on this machine from all others, for what is open to this machine only.</summary>
public static class Loopback
{
    // Where a server listens does not change while it takes calls, and every message asks.
    private static readonly ConditionalWeakTable<IServer, StrongBox<bool>> Local = [];

    /// <summary>
    /// True when the server listens on loopback alone, both ends of the connection are loopback, no proxy left a trace, and the call was
    /// not made by a page of another site (its Origin, or a name of its own that resolves to this machine).
    /// </summary>
    public static bool IsLocal(HttpContext call) =>
        IsLoopback(call.Connection.RemoteIpAddress)
        && IsLoopback(call.Connection.LocalIpAddress)
        && IsLoopbackHost(call.Request.Host.Host)
        && !IsForwarded(call.Request.Headers)
        && IsLoopbackOrigin(call.Request.Headers.Origin)
        && ListensOnLoopbackOnly(call.RequestServices.GetService<IServer>());

    /// <summary>True for this machine by name or address.</summary>
    public static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    private static bool IsForwarded(IHeaderDictionary headers) =>
        headers.ContainsKey("Forwarded")
        || headers.ContainsKey("Via")
        || headers.Keys.Any(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase));

    private static bool IsLoopbackOrigin(string? origin) =>
        string.IsNullOrEmpty(origin) || (Uri.TryCreate(origin, UriKind.Absolute, out var url) && IsLoopbackHost(url.Host));

    private static bool ListensOnLoopbackOnly(IServer? server) => server is null || Local.GetValue(server, static server =>
        new(server.Features.Get<IServerAddressesFeature>()?.Addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var url) && IsLoopbackHost(url.Host)) ?? true)).Value;
}
