using PartyBuilding.Tests.EndToEnd;

[assembly: AssemblyFixture(typeof(Counties))]

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>The counties conversations are held in: started when first needed, shared as long as they have fresh branches.</summary>
public sealed class Counties : IAsyncDisposable
{
    private readonly SemaphoreSlim choosing = new(1, 1);
    private County? shared;

    /// <summary>
    /// A county for a conversation, and who plays in it. One conversation at a time: a county's clock and its bureau are everybody's.
    /// </summary>
    internal async Task<Stay> TakeAsync(Conversation conversation, CancellationToken cancel)
    {
        await choosing.WaitAsync(cancel);
        try
        {
            if (conversation.Alone)
                return await MoveInAsync(await County.StartAsync(conversation.Now, cancel), isOwn: true);
            if (shared?.Cast(conversation.Cast) is { } cast)
                return new Stay(this, shared, cast, isOwn: false);
            if (shared is not null)
                await shared.DisposeAsync();
            return await MoveInAsync(shared = await County.StartAsync(conversation.Now, cancel), isOwn: false);
        }
        catch
        {
            choosing.Release();
            throw;
        }

        async Task<Stay> MoveInAsync(County county, bool isOwn)
        {
            if (county.Cast(conversation.Cast) is { } fresh)
                return new Stay(this, county, fresh, isOwn);
            if (isOwn)
                await county.DisposeAsync();
            throw new InvalidOperationException($"The demo county has no people for {conversation.Name}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (shared is not null)
            await shared.DisposeAsync();
        choosing.Dispose();
    }

    /// <summary>The use of a county for one conversation.</summary>
    internal sealed class Stay(Counties owner, County county, IReadOnlyDictionary<string, DemoPerson> cast, bool isOwn) : IAsyncDisposable
    {
        public County County => county;

        public IReadOnlyDictionary<string, DemoPerson> Cast => cast;

        public async ValueTask DisposeAsync()
        {
            if (isOwn)
                await county.DisposeAsync();
            owner.choosing.Release();
        }
    }
}
