using PartyBuilding.Tests.EndToEnd;

[assembly: AssemblyFixture(typeof(Counties))]

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>The counties conversations are held in: started when first needed, shared as long as they have fresh branches.</summary>
public sealed class Counties : IAsyncDisposable
{
    private readonly SemaphoreSlim choosing = new(1, 1);
    private County? current;
    private string? currentNow;

    /// <summary>A county for a conversation, and who plays in it; to be given back.</summary>
    internal async Task<(County County, IReadOnlyDictionary<string, DemoPerson> Cast)> TakeAsync(Conversation conversation, CancellationToken cancel)
    {
        await choosing.WaitAsync(cancel);
        if (!conversation.Alone && currentNow == conversation.Now && current?.Cast(conversation.Cast) is { } cast)
            return (current, cast);
        if (current is not null)
            await current.DisposeAsync();
        current = null;
        current = await County.StartAsync(conversation.Now, cancel);
        currentNow = conversation.Alone ? null : conversation.Now;
        return (current, current.Cast(conversation.Cast) ?? throw new InvalidOperationException($"The demo county has no people for {conversation.Name}."));
    }

    /// <summary>One conversation at a time: the clock and the notices of a county are everybody's.</summary>
    internal void GiveBack() => choosing.Release();

    public async ValueTask DisposeAsync()
    {
        if (current is not null)
            await current.DisposeAsync();
        choosing.Dispose();
    }
}
