using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Turns;

/// <summary>What a speaker is and may do. The one place where the table of rights is asked.</summary>
internal sealed class Standing(WorkPlan plan)
{
    /// <summary><c>bureau</c>, <c>secretary</c>, <c>committee</c> or <c>member</c>: the highest that applies, as understanding needs it.</summary>
    public static string Of(IReadOnlyList<string> roles) =>
        roles.Contains("bureau") || roles.Contains("inspector") ? "bureau"
        : roles.Contains("secretary") ? "secretary"
        : roles.Contains("committee") || roles.Contains("clerk") || roles.Contains("dues_clerk") ? "committee"
        : "member";

    /// <summary>How far the speaker may do something.</summary>
    public Right Right(Person who, string action) => plan.Rights.Of(action, who.Roles.Select(InPlan).Append("member"));

    /// <summary>Whether the speaker may do it at least that far, and alone decides it.</summary>
    public bool May(Person who, string action, Scope scope) => Right(who, action) is { IsProposal: false } right && right.Reaches(scope);

    private static string InPlan(string role) => role switch
    {
        "group_leader" => "leader",
        "dues_clerk" => "clerk",
        _ => role,
    };
}
