using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>plan/rights.yaml</c>.</summary>
internal static class PlanRights
{
    public static Rights Read(Node file)
    {
        var rights = new List<Right>();
        file.Map(root =>
        {
            foreach (var (action, cells) in root.Need("rights")?.Pairs() ?? [])
            {
                if (rights.Any(right => right.Action == action.Text()))
                    action.Wrong($"动作“{action.Text()}”写了两次。");
                else
                    rights.AddRange(cells.Pairs().Select(cell => Cell(action.Text(), cell.Key, cell.Value)));
            }

            return root;
        });
        return new(rights);
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
