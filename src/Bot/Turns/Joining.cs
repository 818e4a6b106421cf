using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>
/// Codes, and people the bot does not know yet. A personal code is good in private alone, a group's in that group alone; whoever is not known gets
/// the answer about binding and nothing else.
/// </summary>
internal sealed class Joining(Dialogues dialogues)
{
    /// <returns>Null when the message is not about joining.</returns>
    public Task<Answer?> AnswerAsync(
        Incoming incoming, Person? who, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel) =>
        where.Kind == "group"
            ? InGroupAsync(incoming, who, where, now, services, cancel)
            : who is null ? InPrivateAsync(incoming, where, now, services, cancel) : Task.FromResult<Answer?>(null);

    private async Task<Answer?> InPrivateAsync(
        Incoming incoming, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel)
    {
        if (CodeIn(incoming.Text, char.IsAsciiLetterOrDigit) is not { } code)
            return Say(HostWord.Stranger);
        var outcome = await services.GetRequiredService<Invitations>().TryUseAsync(incoming.Channel, incoming.UserId, code, inGroup: false, now, cancel);
        return outcome switch
        {
            InvitationOutcome.Bound bound => await BoundAsync(bound, where, incoming, services, now, cancel),
            InvitationOutcome.Elsewhere => Say(HostWord.CodeIsGroups),
            _ => Refused(outcome),
        };
    }

    private async Task<Answer?> InGroupAsync(
        Incoming incoming, Person? who, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel)
    {
        if (!incoming.IsAddressed || where.BranchId is not null || CodeIn(incoming.Text, Invitations.Alphabet.Contains) is not { } code)
            return who is not null ? null : incoming.IsAddressed ? Say(HostWord.StrangerGroup) : Answer.Silent;
        var outcome = await services.GetRequiredService<Invitations>().TryUseAsync(incoming.Channel, incoming.UserId, code, inGroup: true, now, cancel);
        if (outcome is not InvitationOutcome.Group group)
            return outcome is InvitationOutcome.Elsewhere ? Say(HostWord.CodeIsPersonal) : Refused(outcome);
        await services.GetRequiredService<Conversations>().BindAsync(where.Id, group.OrganisationId, cancel);
        await services.GetRequiredService<Audit>().AddAsync(now, who?.MemberId, "group-bind", $"conversation:{where.Id}", group.OrganisationId, "code", cancel);
        return Say(HostWord.GroupBound, ("branch", group.Name));
    }

    private Answer Refused(InvitationOutcome outcome) => Say(outcome switch
    {
        InvitationOutcome.Expired => HostWord.CodeExpired,
        InvitationOutcome.Used => HostWord.CodeUsed,
        InvitationOutcome.TooMany => HostWord.CodeTooMany,
        _ => HostWord.CodeWrong,
    });

    private async Task<Answer> BoundAsync(
        InvitationOutcome.Bound bound, ConversationRow where, Incoming incoming, IServiceProvider services, DateTimeOffset now, CancellationToken cancel)
    {
        await services.GetRequiredService<Conversations>().RefreshAsync(where.Id, where.Reference, bound.MemberId, cancel);
        await services.GetRequiredService<Bindings>().MarkToldAsync(incoming.Channel, incoming.UserId, now, cancel);
        return Answer.Of(dialogues.Say(HostWord.Bound, ("name", bound.Name), ("branch", bound.Branch), ("privacy", dialogues.Say(HostWord.Privacy))), "帮助");
    }

    private Answer Say(HostWord word, params (string Name, string? Value)[] values) => Answer.Of(dialogues.Say(word, values));

    /// <summary>The first run of 8 letters and digits, however it is wrapped in words.</summary>
    private static string? CodeIn(string text, Func<char, bool> belongs)
    {
        for (int start = 0, at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
                continue;
            var run = text[start..at].ToUpperInvariant();
            if (run.Length == Invitations.Length && run.All(belongs))
                return run;
            start = at + 1;
        }
        return null;
    }
}
