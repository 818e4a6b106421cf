using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Features;

/// <summary>Keeps a view or proposal; the secretary reads it with its author, the bureau without. Dialog: dialogs/submit_suggestion.yaml.</summary>
[Intent("submit_suggestion")]
internal sealed class SubmitSuggestion(Suggestions suggestions, Whispers whispers) : IFeature
{
    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (request.Slots.Content is not { Length: > 0 } content)
            return Reply.With("no_content");
        var author = request.Who;
        var onBehalf = request.Roster.Resolve(request.Slots.Members ?? [], author.Branch).Found;
        var id = await suggestions.AddAsync(author.BranchId, onBehalf is [var one] ? one.Id : author.MemberId, content, request.Now, cancel);
        var secretaries = request.Roster.Holding(author.BranchId, "secretary").Where(m => m.Id != author.MemberId).ToList();
        return Reply.With("done", ("to", secretaries.Count > 0 ? Wording.Names([.. secretaries.Select(m => m.Name)]) : null)) with
        {
            Kept = new RecordRef("suggestion", id, null, request.Today),
            Others = await whispers.ToAsync(secretaries.Select(m => m.Id), $"{author.Name}提了一条建议：{content}", [], cancel),
        };
    }
}
