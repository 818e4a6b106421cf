namespace PartyBuilding.Plan;

/// <summary>To whom a reminder goes. Only the first three speak in groups.</summary>
public enum Audience
{
    /// <summary>Every branch's group.</summary>
    Groups,

    /// <summary>Groups of branches with a gap; kinds are named there, never persons.</summary>
    GroupsWithGaps,

    /// <summary>The group of the branch that planned the activity.</summary>
    GroupOfActivity,

    /// <summary>In private: whoever planned the activity, while it has no report.</summary>
    Organiser,

    /// <summary>In private: whoever wrote down a finding, while the branch has not answered it.</summary>
    Inspector,

    /// <summary>In private: every secretary.</summary>
    Secretaries,

    /// <summary>In private: secretaries whose branch, or who themselves, have a gap.</summary>
    SecretariesWithGaps,

    /// <summary>In private: every member.</summary>
    Members,

    /// <summary>In private: members with a gap.</summary>
    MembersWithGaps,

    /// <summary>In private: mentors whose pair has a gap.</summary>
    MentorsWithGaps,

    /// <summary>In private: members who joined the Party on this day of the year.</summary>
    MembersWithAnniversary,

    /// <summary>In private: the bureau's office, with the branches that have a gap.</summary>
    Bureau,
}
