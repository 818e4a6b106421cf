using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Demo;

/// <summary>What lies ahead in the demo county: planned theme days, suggestions, open findings.</summary>
internal static class DemoAhead
{
    /// <summary>How far ahead a branch plans.</summary>
    private const int Days = 14;

    private static readonly string[] Wishes =
        ["建议把主题党日和教研活动错开。", "希望党员活动室添一个书架。", "建议每学期安排一次校外志愿服务。", "建议党课请年轻党员也来讲一讲。"];

    public static IEnumerable<object?[]> Plans(WorkPlan plan, DemoRoster roster, DateOnly today) =>
        from staff in roster.Branches
        from month in new[] { today, today.AddMonths(1) }
        let day = plan.Calendar.NearestWorkday(month.Year, month.Month, Math.Clamp(25 + staff.Branch.DayShift, 1, 28))
        where day >= today && day <= today.AddDays(Days) && plan.MaybeKind("theme-day") is not null
        let seed = $"{staff.Branch.Key}|{day.DayNumber}"
        select new object?[]
        {
            staff.Id, "theme-day", day, new TimeOnly(15, 0), "党员活动室", DemoWords.Topic(plan.Kind("theme-day"), seed), staff.Secretary.Id,
            County.At(today.AddDays(-2), new TimeOnly(16, 20)),
        };

    public static IEnumerable<object?[]> Suggestions(DemoRoster roster, DateOnly today) =>
        Wishes.Select((wish, n) => (wish, staff: roster.Branches[n], day: today.AddDays(-5 - (9 * n))))
            .Select(one => new object?[] { one.staff.Id, one.staff.Members[^4].Id, one.wish, County.At(one.day, new TimeOnly(18, 5)) });

    /// <summary>Two pairs of mentor and young teacher in each large branch; the young teachers are no members.</summary>
    public static IEnumerable<object?[]> Pairs(DemoRoster roster, DateOnly today) =>
        roster.Branches.Where(staff => staff.Branch.Groups > 0)
            .SelectMany((staff, n) => new[] { (staff, Mentor: staff.Members[3], Name: Apprentices[2 * n % Apprentices.Length]), (staff, Mentor: staff.Members[5], Name: Apprentices[((2 * n) + 1) % Apprentices.Length]) })
            .Select(pair => new object?[] { pair.staff.Id, pair.Mentor.Id, pair.Name, Paired(today), pair.staff.Secretary.Id, County.At(Paired(today), new TimeOnly(17, 10)) });

    private static readonly string[] Apprentices = ["岑小满", "喻一诺", "戴初阳", "田知夏", "汪子墨", "贺晴川", "傅小禾", "华星辰", "尤雨桐", "祁可", "舒扬", "符安", "辛然", "阮青", "桑榆", "蓝田"];

    private static DateOnly Paired(DateOnly today) => new DateOnly(today.Year, today.Month, 1).AddMonths(-5).AddDays(8);

    public static IEnumerable<object?[]> Findings(DemoRoster roster, DateOnly today)
    {
        var inspector = roster.Members.Single(member => member.Roles.Any(role => role.Role == "inspector")).Id;
        yield return Finding("bitan", "支委会记录不完整，请补齐上季度的会议记录。", false, today.AddDays(8), "open", -6);
        yield return Finding("xinghe", "党员活动室制度未上墙，请尽快完善。", false, today.AddDays(15), "open", -4);
        yield return Finding("songtao", "主题党日记录规范、内容扎实。", true, null, "closed", -20);

        object?[] Finding(string branch, string content, bool praise, DateOnly? due, string state, int days) =>
        [
            roster.Branches.Single(staff => staff.Branch.Key == branch).Id, content, praise, due, state, inspector,
            County.At(today.AddDays(days), new TimeOnly(11, 0)),
        ];
    }
}
