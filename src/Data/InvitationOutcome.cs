namespace PartyBuilding.Data;

/// <summary>What became of a code somebody sent. Closed.</summary>
public abstract record InvitationOutcome
{
    private InvitationOutcome() { }

    /// <summary>The account is this member's now.</summary>
    public sealed record Bound(long MemberId, string Name, long BranchId, string Branch) : InvitationOutcome;

    /// <summary>The code binds a group chat; the caller does it, with <see cref="Conversations.BindAsync"/>.</summary>
    public sealed record Group(long OrganisationId, string Name) : InvitationOutcome;

    /// <summary>A personal code said in a group, or a group's code said in private; it was not used.</summary>
    public sealed record Elsewhere : InvitationOutcome;

    /// <summary>There is no such code.</summary>
    public sealed record Wrong : InvitationOutcome;

    /// <summary>It is no longer valid.</summary>
    public sealed record Expired : InvitationOutcome;

    /// <summary>Somebody has used it.</summary>
    public sealed record Used : InvitationOutcome;

    /// <summary>This person has tried too often; the code was not looked at.</summary>
    public sealed record TooMany : InvitationOutcome;
}
