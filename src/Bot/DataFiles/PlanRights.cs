using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>plan/rights.yaml</c>.</summary>
internal static class PlanRights
{
    public static RightsTable Read(Node file)
    {
        var rights = new List<Right>();
        file.Map(root =>
        {
            foreach (var (action, cells) in root.Need("rights")?.Pairs() ?? [])
            {
                action.CheckKey("动作");
                rights.AddRange(cells.Pairs().Select(cell => Cell(action.Text(), cell.Key, cell.Value)));
            }

            return root;
        });
        return new([.. rights.DistinctBy(right => (right.Action, right.Role))]);
    }

    private static Right Cell(string action, Node role, Node cell)
    {
        var words = cell.Text().Split(' ');
        if (!PlanWords.Scopes.TryGetValue(words[0], out var scope))
            cell.Wrong($"范围“{words[0]}”不认识，只能是：{string.Join("、", PlanWords.Scopes.Keys)}。");
        if (words is not ([_] or [_, "second" or "propose"]))
            cell.Wrong("范围后面只能加 second 或 propose。");
        return new(action, role.OneOf(PlanWords.Roles), scope, words is [_, "second"], words is [_, "propose"]);
    }
}
