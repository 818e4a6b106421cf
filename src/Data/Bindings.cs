using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A person's account in one channel.</summary>
/// <param name="ToldPrivacyAt">When the privacy notice was shown.</param>
public sealed record BindingRow(string Channel, string UserId, long MemberId, DateTimeOffset BoundAt, DateTimeOffset? ToldPrivacyAt);

/// <summary>Which account in a channel is which member. A member may have several accounts, an account has one member.</summary>
public sealed class Bindings(NpgsqlConnection db)
{
    /// <summary>Makes an account a member's; one bound before is bound anew.</summary>
    public Task BindAsync(string channel, string userId, long memberId, DateTimeOffset now, CancellationToken cancel) =>
        db.RunAsync("""
            insert into bindings (channel, user_id, member_id, bound_at)
            values (@channel, @userId, @memberId, @now)
            on conflict (channel, user_id) do update
            set member_id = excluded.member_id, bound_at = excluded.bound_at,
                told_privacy_at = case when bindings.member_id = excluded.member_id then bindings.told_privacy_at end
            """, new { channel, userId, memberId, now }, cancel);

    /// <summary>Takes the account from its member.</summary>
    /// <returns>False when it had none.</returns>
    public async Task<bool> UnbindAsync(string channel, string userId, CancellationToken cancel) =>
        await db.RunAsync("delete from bindings where channel = @channel and user_id = @userId", new { channel, userId }, cancel) > 0;

    /// <summary>Whose account it is; null for strangers.</summary>
    public Task<long?> MemberOfAsync(string channel, string userId, CancellationToken cancel) =>
        db.MaybeAsync<long?>("select member_id from bindings where channel = @channel and user_id = @userId", new { channel, userId }, cancel);

    /// <summary>A member's accounts, the newest first.</summary>
    public Task<IReadOnlyList<BindingRow>> OfMemberAsync(long memberId, CancellationToken cancel) =>
        db.ListAsync<BindingRow>("""
            select channel, user_id, member_id, bound_at, told_privacy_at
            from bindings
            where member_id = @memberId
            order by bound_at desc, channel, user_id
            """, new { memberId }, cancel);

    /// <summary>Remembers that the privacy notice was shown.</summary>
    /// <returns>True the first time only.</returns>
    public async Task<bool> MarkToldAsync(string channel, string userId, DateTimeOffset now, CancellationToken cancel) =>
        await db.RunAsync("""
            update bindings
            set told_privacy_at = @now
            where channel = @channel and user_id = @userId and told_privacy_at is null
            """, new { channel, userId, now }, cancel) > 0;
}
