using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>plan/rights.yaml</c>.</summary>
internal static class PlanRights
{
    public static RightsTable Read(Node file)
    {
        var rights = new List<Right>();
        var given = new HashSet<string>();
        file.Map(root =>
        {
            foreach (var (action, cells) in root.Need("rights")?.Pairs() ?? [])
            {
                if (!PlanWords.Actions.Contains(action.Text()))
                    action.Wrong($"没有“{action.Text()}”这个动作，只能是：{string.Join("、", PlanWords.Actions)}。");
                given.Add(action.Text());
                rights.AddRange(cells.Pairs().Select(cell => Cell(action.Text(), cell.Key, cell.Value)));
            }

            foreach (var missing in PlanWords.Actions.Except(given))
                root.Owner.Wrong($"缺少动作“{missing}”：谁都不能做也要写 {{}}。");
            return root;
        });
        return new(PlanWords.Actions, [.. rights.DistinctBy(right => (right.Action, right.Role))]);
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
