using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.BotFramework;

/// <summary>Speaks to the channels of the Bot Framework. Nothing here retries or waits; the outcome says what the caller may do.</summary>
/// <remarks>Messages of one conversation must be sent one after the other, or the channel may show them in another order.</remarks>
public sealed class ConnectorClient
{
    private const int MembersPerPage = 500;
    private const int MostPages = 200;

    private readonly ConnectorCalls _calls;
    private readonly ServiceUrls _urls;

    /// <param name="http">Without redirects and cookies; its own time limit off.</param>
    /// <param name="tokens">Our token.</param>
    /// <param name="urls">Where a message may go.</param>
    /// <param name="options">Time limit of a call.</param>
    /// <param name="clock">Real time.</param>
    /// <param name="logger">Gets hosts and codes; no ids of people, no texts.</param>
    public ConnectorClient(
        HttpClient http, ConnectorTokens tokens, ServiceUrls urls, IOptions<BotFrameworkOptions> options, TimeProvider clock, ILogger<ConnectorClient> logger)
    {
        _urls = urls;
        _calls = new ConnectorCalls(http, tokens, urls, options, clock, logger);
    }

    /// <summary>Answers a message.</summary>
    /// <param name="serviceUrl">As stored with the conversation.</param>
    /// <param name="conversation">The conversation's id.</param>
    /// <param name="to">The id of the message answered; null sends without a parent.</param>
    /// <param name="activity">What to say; id and timestamp are the channel's to give.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<SendOutcome> SendAsync(string serviceUrl, string conversation, string? to, Activity activity, CancellationToken cancel) =>
        WriteAsync(HttpMethod.Post, serviceUrl, to is null ? ["conversations", conversation, "activities"] : ["conversations", conversation, "activities", to],
            Outgoing(activity, conversation) with { ReplyToId = to }, cancel);

    /// <summary>Replaces a message; <see cref="SendOutcome.Rejected"/> with 404, 405 or 501 where that cannot be: say it anew.</summary>
    public async Task<SendOutcome> UpdateAsync(string serviceUrl, string conversation, string id, Activity activity, CancellationToken cancel)
    {
        var outcome = await WriteAsync(HttpMethod.Put, serviceUrl, ["conversations", conversation, "activities", id], Outgoing(activity, conversation) with { Id = id }, cancel);
        return outcome is SendOutcome.Gone { Reason: var reason } && reason.StartsWith("404", StringComparison.Ordinal) ? new SendOutcome.Rejected(404, reason) : outcome;
    }

    /// <summary>Takes a message away; one that is gone already counts as taken away.</summary>
    public async Task<SendOutcome> DeleteAsync(string serviceUrl, string conversation, string id, CancellationToken cancel)
    {
        var (outcome, _) = await _calls.CallAsync(
            HttpMethod.Delete, serviceUrl, ["conversations", conversation, "activities", id], "", null, BotFrameworkJson.Wire.ResourceAnswer, cancel);
        return outcome is SendOutcome.Gone { Reason: var reason } && reason.StartsWith("404", StringComparison.Ordinal) ? new SendOutcome.Sent(id) : outcome;
    }

    /// <summary>Opens a private chat with somebody.</summary>
    /// <param name="serviceUrl">Of a conversation in which they were seen.</param>
    /// <param name="conversation">Who, and what to say first.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CreateOutcome> CreateAsync(string serviceUrl, NewConversation conversation, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            conversation with { Activity = conversation.Activity is { } first ? Outgoing(first, null) : null }, BotFrameworkJson.Wire.NewConversation);
        var (outcome, answer) = await _calls.CallAsync(HttpMethod.Post, serviceUrl, ["conversations"], "", body, BotFrameworkJson.Wire.CreateAnswer, cancel);
        if (outcome is not SendOutcome.Sent)
            return new CreateOutcome.NotCreated(outcome);
        if (answer?.Id is not { Length: > 0 } id)
            return new CreateOutcome.NotCreated(new SendOutcome.Unknown("the channel named no conversation"));
        return new CreateOutcome.Created(id, answer.ActivityId, _urls.Allowed(answer.ServiceUrl) is null ? serviceUrl : answer.ServiceUrl!);
    }

    /// <summary>Everybody in a conversation, page by page where the channel can, else at once.</summary>
    public async Task<RosterOutcome> MembersAsync(string serviceUrl, string conversation, CancellationToken cancel)
    {
        var members = new Dictionary<string, ChannelAccount>(StringComparer.Ordinal);
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            var query = $"?pageSize={MembersPerPage}" + (next is null ? "" : "&continuationToken=" + Uri.EscapeDataString(next));
            var (outcome, answer) = await _calls.CallAsync(
                HttpMethod.Get, serviceUrl, ["conversations", conversation, "pagedmembers"], query, null, BotFrameworkJson.Wire.MembersPage, cancel);
            if (page == 0 && outcome is SendOutcome.Rejected { Status: 405 or 501 })
                return await MembersAtOnceAsync(serviceUrl, conversation, cancel);
            if (outcome is not SendOutcome.Sent)
                return new RosterOutcome.NotRead(outcome);
            Add(members, answer?.Members);
            next = answer?.ContinuationToken;
            if (string.IsNullOrEmpty(next))
                return new RosterOutcome.Members([.. members.Values]);
        }
        return new RosterOutcome.NotRead(new SendOutcome.Failed("the pages do not end"));
    }

    /// <summary>One member.</summary>
    public async Task<RosterOutcome> MemberAsync(string serviceUrl, string conversation, string member, CancellationToken cancel)
    {
        var (outcome, answer) = await _calls.CallAsync(
            HttpMethod.Get, serviceUrl, ["conversations", conversation, "members", member], "", null, BotFrameworkJson.Wire.ChannelAccount, cancel);
        return outcome is SendOutcome.Sent && answer is not null ? new RosterOutcome.Members([answer]) : new RosterOutcome.NotRead(outcome);
    }

    private async Task<RosterOutcome> MembersAtOnceAsync(string serviceUrl, string conversation, CancellationToken cancel)
    {
        var (outcome, answer) = await _calls.CallAsync(
            HttpMethod.Get, serviceUrl, ["conversations", conversation, "members"], "", null, BotFrameworkJson.Wire.ChannelAccountArray, cancel);
        if (outcome is not SendOutcome.Sent)
            return new RosterOutcome.NotRead(outcome);
        var members = new Dictionary<string, ChannelAccount>(StringComparer.Ordinal);
        Add(members, answer);
        return new RosterOutcome.Members([.. members.Values]);
    }

    private async Task<SendOutcome> WriteAsync(HttpMethod method, string serviceUrl, string[] path, Activity activity, CancellationToken cancel)
    {
        var (outcome, answer) = await _calls.CallAsync(
            method, serviceUrl, path, "", ActivityJson.Write(activity), BotFrameworkJson.Wire.ResourceAnswer, cancel);
        return outcome is SendOutcome.Sent ? new SendOutcome.Sent(answer?.Id) : outcome;
    }

    private static void Add(Dictionary<string, ChannelAccount> members, IReadOnlyList<ChannelAccount?>? more)
    {
        foreach (var member in more ?? [])
        {
            if (member?.Id is { Length: > 0 } id)
                members.TryAdd(id, member);
        }
    }

    private static Activity Outgoing(Activity activity, string? conversation) => activity with
    {
        Id = null,
        Timestamp = null,
        ServiceUrl = null,
        DeliveryMode = null,
        Conversation = conversation is null ? null : new ConversationAccount { Id = conversation },
    };
}

/// <summary>A private chat to be opened.</summary>
public sealed record NewConversation
{
    /// <summary>The bot's account in this channel.</summary>
    public required ChannelAccount Bot { get; init; }

    /// <summary>With whom: one person on most channels.</summary>
    public required IReadOnlyList<ChannelAccount> Members { get; init; }

    /// <summary>True for more than one person, where the channel can.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The organisation, where the channel has them.</summary>
    public string? TenantId { get; init; }

    /// <summary>What only this channel understands.</summary>
    public JsonElement? ChannelData { get; init; }

    /// <summary>What to say first, where the channel takes it along.</summary>
    public Activity? Activity { get; init; }
}
