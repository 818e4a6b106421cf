using System.Globalization;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Commands;

/// <summary>A roster as a table: reads every row and lists every mistake with its row and column.</summary>
internal sealed class RosterFile
{
    private const int LongestName = 20;

    private static readonly string[] Columns = ["支部", "姓名", "职务", "身份", "入党时间", "党小组"];

    private static readonly Dictionary<string, string?> Known = new()
    {
        ["书记"] = "secretary", ["支部书记"] = "secretary", ["党支部书记"] = "secretary",
        ["副书记"] = "committee", ["支部副书记"] = "committee", ["支委"] = "committee", ["委员"] = "committee", ["支部委员"] = "committee",
        ["组织委员"] = "organising", ["宣传委员"] = "publicity", ["纪检委员"] = "discipline", ["纪律检查委员"] = "discipline", ["青年委员"] = "committee", ["统战委员"] = "committee",
        ["组长"] = "group_leader", ["小组长"] = "group_leader", ["党小组长"] = "group_leader",
        ["党费经办人"] = "dues_clerk", ["党费经办"] = "dues_clerk", ["党费收缴员"] = "dues_clerk",
        ["考勤经办人"] = "clerk", ["考勤经办"] = "clerk", ["经办人"] = "clerk", ["党务干事"] = "clerk", ["党建干事"] = "clerk",
        ["教育局党办"] = "bureau", ["局党办"] = "bureau", ["党办"] = "bureau",
        ["督导"] = "inspector", ["督导员"] = "inspector",
        ["党员"] = null, ["无"] = null,
    };

    private static readonly Dictionary<string, string> Standings = new()
    {
        [""] = "full", ["党员"] = "full", ["正式党员"] = "full", ["正式"] = "full", ["预备党员"] = "probationary", ["预备"] = "probationary",
        ["入党积极分子"] = "applicant", ["积极分子"] = "applicant", ["发展对象"] = "applicant", ["群众"] = "guest",
    };

    private static readonly string[] Dates = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    private readonly DateOnly today;
    private readonly List<RosterPerson> people = [];
    private readonly List<string> faults = [];
    private readonly Dictionary<(string, string), int> seen = [];
    private readonly Dictionary<string, int> secretaries = [];
    private readonly Dictionary<(string Branch, string Post), int> holders = [];
    private Dictionary<string, int> places = [];

    private RosterFile(DateOnly today) => this.today = today;

    /// <summary>Reads the rows of a file.</summary>
    /// <param name="rows">The first one names the columns; 支部 and 姓名 must be there.</param>
    /// <param name="today">No join date may lie after it.</param>
    /// <returns>The people, and every mistake; with a mistake nothing of it may be used.</returns>
    public static (IReadOnlyList<RosterPerson> People, IReadOnlyList<string> Faults) Read(IReadOnlyList<TableRow> rows, DateOnly today)
    {
        var file = new RosterFile(today);
        if (rows.Count == 0)
            file.faults.Add("文件是空的。");
        else if (file.ReadHead(rows[0]))
            foreach (var row in rows.Skip(1))
                file.ReadRow(row);
        if (file.faults.Count == 0 && file.people.Count == 0)
            file.faults.Add("除了表头没有内容。");
        return (file.people, file.faults);
    }

    private bool ReadHead(TableRow head)
    {
        places = [];
        for (var column = 0; column < head.Cells.Count; column++)
        {
            var name = head[column];
            if (name.Length == 0)
                continue;
            if (!Columns.Contains(name))
                faults.Add($"第 {head.Number} 行 {Letter(column)} 列：不认识的列“{name}”。可用的列：{string.Join('、', Columns)}。");
            else if (!places.TryAdd(name, column))
                faults.Add($"第 {head.Number} 行 {Letter(column)} 列：“{name}”出现了两次。");
        }
        foreach (var needed in Columns.Take(2).Where(name => !places.ContainsKey(name)))
            faults.Add($"第 {head.Number} 行：缺少“{needed}”这一列。");
        return faults.Count == 0;
    }

    private void ReadRow(TableRow row)
    {
        var before = faults.Count;
        var branch = Branch(row);
        var name = Cell(row, "姓名").Replace(" ", "", StringComparison.Ordinal).Replace("\u3000", "", StringComparison.Ordinal);
        if (name.Length == 0)
            Wrong(row, "姓名", "没有填。");
        else if (name.Length > LongestName || name.Any(char.IsControl))
            Wrong(row, "姓名", $"“{name}”不像姓名。");
        else if (!seen.TryAdd((branch, name), row.Number))
            Wrong(row, "姓名", $"“{name}”与第 {seen[(branch, name)]} 行重复。同一支部有同名的人，请在姓名后加区别，例如“{name}（数学）”。");
        var group = Cell(row, "党小组") is { Length: > 0 } given ? given : null;
        var roles = Roles(row, branch, group);
        var standing = Standing(row);
        var joined = Joined(row);
        if (faults.Count == before)
            people.Add(new(branch, name, standing, joined, group, roles));
    }

    private string Branch(TableRow row)
    {
        var name = Cell(row, "支部");
        foreach (var ending in new[] { "党支部", "支部" })
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                name = name[..^ending.Length];
                break;
            }
        }
        if (name.Length == 0)
            Wrong(row, "支部", "没有填。");
        return name;
    }

    private string[] Roles(TableRow row, string branch, string? group)
    {
        var roles = new List<string>();
        foreach (var post in Cell(row, "职务").Split(['、', '，', ',', '/', ' ', '；', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Known.TryGetValue(post, out var role))
                Wrong(row, "职务", $"不认识“{post}”。可写：{string.Join('、', Known.Keys)}；几项之间用顿号。");
            else if (role is not null)
                roles.Add(role);
        }
        // Whoever sees to it for the committee is of it.
        if (roles.Exists(Posts.All.Contains))
            roles.Add("committee");
        foreach (var post in roles.Where(Posts.All.Contains).Distinct().Where(post => !holders.TryAdd((branch, post), row.Number)))
            Wrong(row, "职务", $"{branch}已在第 {holders[(branch, post)]} 行有{Known.First(pair => pair.Value == post).Key}。");
        if (roles.Contains("group_leader") && group is null)
            Wrong(row, "党小组", "党小组长要写明是哪个党小组。");
        if (roles.Contains("secretary") && !secretaries.TryAdd(branch, row.Number))
            Wrong(row, "职务", $"{branch}已在第 {secretaries[branch]} 行有书记。");
        return [.. roles.Distinct()];
    }

    private string Standing(TableRow row)
    {
        if (Standings.TryGetValue(Cell(row, "身份"), out var standing))
            return standing;
        Wrong(row, "身份", $"不认识“{Cell(row, "身份")}”。可写：{string.Join('、', Standings.Keys.Where(key => key.Length > 0))}。");
        return "full";
    }

    private DateOnly? Joined(TableRow row)
    {
        var text = Cell(row, "入党时间");
        if (text.Length == 0)
            return null;
        if (!DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Wrong(row, "入党时间", $"看不懂“{text}”，请写到日，例如 2015-07-01。");
            return null;
        }
        if (day > today || day.Year < 1921)
            Wrong(row, "入党时间", $"“{text}”不在可能的范围内。");
        return day;
    }

    private string Cell(TableRow row, string column) => places.TryGetValue(column, out var place) ? row[place] : "";

    private void Wrong(TableRow row, string column, string why) =>
        faults.Add($"第 {row.Number} 行 {(places.TryGetValue(column, out var place) ? Letter(place) + " 列" : "")}（{column}）：{why}");

    private static string Letter(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letter((column / 26) - 1) + (char)('A' + (column % 26));
}
