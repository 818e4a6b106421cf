namespace PartyBuilding.Plan;

/// <summary>Who may do what: the one table of action, role and scope.</summary>
public sealed class RightsTable
{
    private readonly Dictionary<(string Action, string Role), Right> table;

    /// <summary>The table as read.</summary>
    public RightsTable(IReadOnlyList<Right> all)
    {
        table = all.ToDictionary(right => (right.Action, right.Role));
        Actions = [.. all.Select(right => right.Action).Distinct()];
    }

    /// <summary>Every action there is.</summary>
    public IReadOnlyList<string> Actions { get; }

    /// <summary>What one role may do.</summary>
    /// <returns>A right of scope <see cref="Scope.None"/> when it may not.</returns>
    public Right Of(string action, string role) => table.GetValueOrDefault((action, role), new(action, role, Scope.None, false, false));

    /// <summary>The farthest of several roles' rights; of equals the one that needs no second person.</summary>
    public Right Of(string action, IEnumerable<string> roles) => roles
        .Select(role => Of(action, role))
        .OrderByDescending(right => right.Scope)
        .ThenBy(right => right.NeedsSecond)
        .FirstOrDefault(new Right(action, "", Scope.None, false, false));
}

/// <summary>One cell of the table.</summary>
/// <param name="Action">What is done: <c>report</c>, <c>points-change</c> …</param>
/// <param name="Role">Whose role.</param>
/// <param name="Scope">How far it reaches.</param>
/// <param name="NeedsSecond">True when a second person must confirm.</param>
/// <param name="IsProposal">True when it only proposes and somebody else decides.</param>
public sealed record Right(string Action, string Role, Scope Scope, bool NeedsSecond, bool IsProposal)
{
    /// <summary>Whether it reaches at least as far as <paramref name="scope"/>.</summary>
    public bool Reaches(Scope scope) => Scope >= scope;
}
