using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using PartyBuilding.Channels.DirectLine;

namespace PartyBuilding.Bot.Turns;

/// <summary>Where people's clients reach us: as the settings say, else where the server listens.</summary>
internal sealed class PublicAddress(IServer server, IOptions<DirectLineOptions> options)
{
    public Uri Base => options.Value.PublicUrl ?? new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
