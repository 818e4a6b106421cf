using Microsoft.Extensions.Options;
using Npgsql;
using PartyBuilding.Bot.Sending;
using PartyBuilding.Channels;
using PartyBuilding.Data;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>The bot or a person comes or goes. Greets once in a private chat, and in a group when the bot itself is added.</summary>
internal sealed class Arrivals(
    NpgsqlDataSource database, Dialogues dialogues, Outbox outbox, BusinessClock clock, TimeProvider time, IOptions<BotOptions> options)
{
    private static readonly TimeSpan GreetingLife = TimeSpan.FromMinutes(10);

    /// <summary>Handles a conversationUpdate, installationUpdate or endOfConversation. Told twice, it greets once.</summary>
    public async Task TakeAsync(Activity activity, CancellationToken cancel)
    {
        if (activity.Type == ActivityTypes.EndOfConversation)
        {
            await using var ending = await database.OpenConnectionAsync(cancel);
            if (await new Conversations(ending).FindAsync(ChannelNames.Of(activity), ChannelNames.AccountOf(activity), activity.Conversation!.Id!, cancel) is { Kind: "private" } over)
                await new DialogueStates(ending).DropAsync(over.Id, cancel);
            return;
        }
        var bot = activity.Recipient?.Id;
        var isBotAdded = activity.MembersAdded?.Any(m => m.Id == bot) == true || activity.Action == "add";
        var isBotRemoved = activity.MembersRemoved?.Any(m => m.Id == bot) == true || activity.Action == "remove";
        var isGroup = activity.Conversation?.IsGroup == true;
        await using var db = await database.OpenConnectionAsync(cancel);
        var conversations = new Conversations(db);
        var channel = ChannelNames.Of(activity);
        var now = clock.Now(await new Settings(db).ClockOffsetAsync(cancel));
        if (isBotRemoved)
        {
            if (await conversations.FindAsync(channel, ChannelNames.AccountOf(activity), activity.Conversation!.Id!, cancel) is { } left)
                await conversations.GoneAsync(left.Id, "机器人被移出", now, cancel);
            return;
        }
        if (isGroup && !isBotAdded)
            return;
        var user = isGroup ? null : activity.MembersAdded?.FirstOrDefault(m => m.Id != bot)?.Id ?? activity.From?.Id;
        var where = await conversations.EnsureAsync(
            new NewConversation(channel, ChannelNames.AccountOf(activity), activity.Conversation!.Id!, isGroup ? "group" : "private",
                activity.Conversation.Name, null, user, Reference.Of(activity).Write(), now), cancel);
        await GreetAsync(db, where, user, now, cancel);
    }

    /// <summary>Our own channel's goodbye: the line is kept, what was in the middle is dropped, nothing more is taken until somebody starts again.</summary>
    public async Task<long> EndAsync(NpgsqlConnection db, ConversationRow where, IReadOnlyList<NewLine> goodbye, CancellationToken cancel)
    {
        await using var transaction = await db.BeginTransactionAsync(cancel);
        var last = await new Transcript(db).AppendAsync(where.Id, goodbye, time.GetUtcNow(), cancel);
        await new DialogueStates(db).DropAsync(where.Id, cancel);
        await new Conversations(db).GoneAsync(where.Id, "会话已结束", time.GetUtcNow(), cancel);
        await transaction.CommitAsync(cancel);
        outbox.Said(where);
        return last;
    }

    /// <summary>Says hello in a conversation that was never greeted.</summary>
    public async Task GreetAsync(NpgsqlConnection db, ConversationRow where, string? user, DateTimeOffset now, CancellationToken cancel)
    {
        if (!await new Conversations(db).WelcomeAsync(where.Id, now, cancel))
            return;
        var isKnown = user is not null && await new Bindings(db).MemberOfAsync(where.Channel, user, cancel) is not null;
        var word = where.Kind == "group" ? HostWord.HelloGroup : isKnown ? HostWord.HelloMember : HostWord.HelloStranger;
        var text = dialogues.Say(word, ("bot", options.Value.Name));
        var real = time.GetUtcNow();
        await new Deliveries(db).QueueAsync(
            null, [where.Id], [Composer.Write(Outgoings.Message(text, isKnown ? ["帮助"] : []))], "reply", real, real + GreetingLife, real, cancel);
        outbox.Wake();
    }
}
