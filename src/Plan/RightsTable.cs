namespace PartyBuilding.Plan;

/// <summary>Who may do what: the one table of action, role and scope.</summary>
public sealed class RightsTable
{
    private readonly Dictionary<(string Action, string Role), Right> table;

    /// <summary>The table as read.</summary>
    /// <param name="actions">Every action there is, also those nobody may do.</param>
    /// <param name="all">The cells; none for what a role may not do.</param>
    public RightsTable(IEnumerable<string> actions, IReadOnlyList<Right> all)
    {
        table = all.ToDictionary(right => (right.Action, right.Role));
        Actions = actions.ToHashSet();
    }

    /// <summary>Every action there is.</summary>
    public IReadOnlySet<string> Actions { get; }

    /// <summary>What one role may do.</summary>
    /// <returns>A right of scope <see cref="Scope.None"/> when it may not.</returns>
    /// <exception cref="ArgumentException">There is no such action: a slip in the program.</exception>
    public Right Of(string action, string role) => !Actions.Contains(action)
        ? throw new ArgumentException($"No action {action} in rights.yaml.", nameof(action))
        : table.GetValueOrDefault((action, role), new(action, role, Scope.None, false, false));

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
