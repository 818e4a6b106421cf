using PartyBuilding.Data;

namespace PartyBuilding.Bot.Turns;

/// <summary>People the bot does not know yet: they get the answer about binding and nothing else.</summary>
internal static class Joining
{
    private const string Privacy = "说明：我只记您交给我登记的内容，按党务管理规定保存，您可随时查看、更正和撤回自己的记录；群里不是对我说的话，我不看也不存。";

    public static async Task<Answer> AnswerAsync(Incoming incoming, ConversationRow where, DateTimeOffset now, IServiceProvider services, CancellationToken cancel)
    {
        if (where.Kind == "group")
            return incoming.IsAddressed ? Answer.Of("我还不认识您。请先私聊我，发送您的绑定码；绑定码请向本支部书记索取。") : Answer.Silent;
        if (CodeIn(incoming.Text) is not { } code)
            return Answer.Of("您好，我还不认识您。请把绑定码发给我（8 位字母和数字，向本支部书记索取），绑定后就可以用了。");
        return await services.GetRequiredService<Invitations>().TryUseAsync(incoming.Channel, incoming.UserId, code, now, cancel) switch
        {
            InvitationOutcome.Bound bound => await BoundAsync(bound, where, incoming, services, now, cancel),
            InvitationOutcome.Expired => Answer.Of("这个绑定码已经过期，请向书记要一个新的。"),
            InvitationOutcome.Used => Answer.Of("这个绑定码已经用过了，请向书记要一个新的。"),
            InvitationOutcome.TooMany => Answer.Of("试得太多了，请过 10 分钟再发绑定码。"),
            _ => Answer.Of("没有这个绑定码，请核对后再发一次。"),
        };
    }

    private static async Task<Answer> BoundAsync(
        InvitationOutcome.Bound bound, ConversationRow where, Incoming incoming, IServiceProvider services, DateTimeOffset now, CancellationToken cancel)
    {
        await services.GetRequiredService<Conversations>().RefreshAsync(where.Id, where.Reference, bound.MemberId, cancel);
        await services.GetRequiredService<Bindings>().MarkToldAsync(incoming.Channel, incoming.UserId, now, cancel);
        return Answer.Of($"{bound.Name}同志，您好！已绑定到{bound.Branch}党支部。\n{Privacy}\n发“帮助”看看能做什么。", "帮助");
    }

    /// <summary>The first run of 8 letters and digits, however it is wrapped in words.</summary>
    private static string? CodeIn(string text)
    {
        for (int start = 0, at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
                continue;
            if (at - start == 8)
                return text[start..at].ToUpperInvariant();
            start = at + 1;
        }
        return null;
    }
}
