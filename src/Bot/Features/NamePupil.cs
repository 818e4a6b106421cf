using PartyBuilding.Bot.Turns;

namespace PartyBuilding.Bot.Features;

/// <summary>A pupil seems to be named: nothing of the message is kept, not even in the transcript. Dialog: dialogs/name_pupil.yaml.</summary>
[Intent("name_pupil")]
internal sealed class NamePupil : IFeature
{
    public Task<Reply> DoAsync(Request request, CancellationToken cancel) => Task.FromResult(Reply.With("refused") with { IsRefused = true });
}
