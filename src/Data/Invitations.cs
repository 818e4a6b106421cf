using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A code to be made.</summary>
/// <param name="MemberId">Whose account it binds; null for a code that binds a group chat.</param>
/// <param name="OrganisationId">What the group belongs to, or where <paramref name="Role"/> holds.</param>
/// <param name="Role">A role the member gets with it.</param>
public sealed record NewInvitation(long? MemberId, long? OrganisationId, string? Role, DateTimeOffset ExpiresAt);

/// <summary>Codes that bind an account to a member, or a group chat to a branch. Only their hashes are kept.</summary>
public sealed class Invitations(NpgsqlConnection db)
{
    /// <summary>Letters and digits that nobody mistakes for one another, spoken or written.</summary>
    public const string Alphabet = "ACDEFGHJKMNPQRTUVWXY34679";

    /// <summary>How long a code is.</summary>
    public const int Length = 8;

    /// <summary>How many codes one person may try in <see cref="TryingFor"/>.</summary>
    public const int MostTries = 5;

    /// <summary>After so long the count of tries begins anew.</summary>
    public static readonly TimeSpan TryingFor = TimeSpan.FromMinutes(10);

    /// <summary>Makes a code.</summary>
    /// <returns>The code itself, for this one time.</returns>
    public async Task<string> IssueAsync(NewInvitation invitation, CancellationToken cancel)
    {
        while (true)
        {
            var code = RandomNumberGenerator.GetString(Alphabet, Length);
            var isNew = await db.RunAsync("""
                insert into invitations (code_hash, member_id, organisation_id, role, expires_at)
                values (@hash, @MemberId, @OrganisationId, @Role, @ExpiresAt)
                on conflict do nothing
                """, new { hash = Hash(code), invitation.MemberId, invitation.OrganisationId, invitation.Role, invitation.ExpiresAt }, cancel) > 0;
            if (isNew)
                return code;
        }
    }

    /// <summary>Uses a code. Of any number of people who send the same one, one gets it; the same person may send it again.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="userId">Who, there.</param>
    /// <param name="code">As typed; small letters, spaces and hyphens do no harm.</param>
    /// <param name="inGroup">Where it was said: a personal code is good in private alone, a group's in a group.</param>
    /// <param name="now">The moment it was sent.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <remarks>Belongs into a transaction: a wrong code counts only when that is committed. Afterwards the scope is the new member's.</remarks>
    public async Task<InvitationOutcome> TryUseAsync(string channel, string userId, string code, bool inGroup, DateTimeOffset now, CancellationToken cancel)
    {
        if (await CountTryAsync(channel, userId, now, cancel) > MostTries)
            return new InvitationOutcome.TooMany();
        var hash = Hash(Normal(code));
        var by = $"{channel}|{userId}";
        var taken = await db.MaybeAsync<Taken>("""
            update invitations
            set used_at = coalesce(used_at, @now), used_by = @by
            where code_hash = @hash and (member_id is null) = @inGroup and (used_at is null and expires_at > @now or used_by = @by)
            returning member_id, organisation_id, role
            """, new { hash, by, now, inGroup }, cancel);
        if (taken is null)
            return await WhyNotAsync(hash, inGroup, cancel);
        if (taken.MemberId is { } member)
            return await BindAsync(channel, userId, member, taken, now, cancel);
        return await db.OneAsync<InvitationOutcome.Group>(
            "select id as organisation_id, name from organisations where id = @OrganisationId", new { taken.OrganisationId }, cancel);
    }

    private async Task<InvitationOutcome> BindAsync(
        string channel, string userId, long member, Taken taken, DateTimeOffset now, CancellationToken cancel)
    {
        await new Bindings(db).BindAsync(channel, userId, member, now, cancel);
        if (taken.Role is not null)
            await db.RunAsync(
                "insert into roles (member_id, role, organisation_id) values (@member, @Role, @OrganisationId) on conflict do nothing",
                new { member, taken.Role, taken.OrganisationId }, cancel);
        // Nobody could see the member before; from here on the transaction speaks for them.
        var bound = await db.MaybeAsync<InvitationOutcome.Bound>(
            "select member_id, name, branch_id, branch from enter(@channel, @userId)", new { channel, userId }, cancel);
        if (bound is not null)
            return bound;
        // The member has left since the code was made.
        await new Bindings(db).UnbindAsync(channel, userId, cancel);
        return new InvitationOutcome.Expired();
    }

    private Task<int> CountTryAsync(string channel, string userId, DateTimeOffset now, CancellationToken cancel) =>
        db.OneAsync<int>("""
            insert into invitation_tries as t (channel, user_id, tries, since)
            values (@channel, @userId, 1, @now)
            on conflict (channel, user_id) do update
            set tries = case when t.since <= @begin then 1 else t.tries + 1 end, since = case when t.since <= @begin then @now else t.since end
            returning tries
            """, new { channel, userId, now, begin = now - TryingFor }, cancel);

    private async Task<InvitationOutcome> WhyNotAsync(byte[] hash, bool inGroup, CancellationToken cancel) =>
        await db.MaybeAsync<Known>("select used_at is not null as is_used, member_id is null as is_groups from invitations where code_hash = @hash", new { hash }, cancel) switch
        {
            null => new InvitationOutcome.Wrong(),
            { IsUsed: true } => new InvitationOutcome.Used(),
            { IsGroups: var isGroups } when isGroups != inGroup => new InvitationOutcome.Elsewhere(),
            _ => new InvitationOutcome.Expired(),
        };

    private static string Normal(string code) => code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    private sealed record Known(bool IsUsed, bool IsGroups);

    private sealed record Taken(long? MemberId, long? OrganisationId, string? Role);
}
