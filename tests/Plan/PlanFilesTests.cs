using PartyBuilding.Bot.DataFiles;

namespace PartyBuilding.Tests.Plan;

public sealed class PlanFilesTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "plan");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("plan-");

    public PlanFilesTests()
    {
        foreach (var file in Directory.GetFiles(Shipped, "*.yaml"))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
    }

    [Fact]
    public void The_shipped_plan_is_sound() => Assert.Empty(PlanFiles.Check(folder.FullName));

    [Theory]
    [InlineData("kinds.yaml", "key: theme-day\n", "key: Theme Day\n", "不能作key")]
    [InlineData("kinds.yaml", "key: party-lesson\n", "key: theme-day\n", "种类“theme-day”写了两次")]
    [InlineData("kinds.yaml", "aliases: [小组会,", "aliases: [支委会议,", "叫法“支委会议”写了两次")]
    [InlineData("kinds.yaml", "subject: pair", "subject: pairs", "只能是：branch、member、pair")]
    [InlineData("kinds.yaml", "quorum: voters", "qorum: voters", "不认识“qorum”")]
    [InlineData("kinds.yaml", "required: [date, hours]", "required: [date, houres]", "“houres”不认识")]
    [InlineData("kinds.yaml", "type: choice, choices: [目标管理, 党风廉政]", "type: choice", "choice 和 ticks 要写 choices")]
    [InlineData("kinds.yaml", "    fallback: true\n", "", "要有且只有一种写 fallback: true")]
    [InlineData("kinds.yaml", "kinds: [all-members, committee", "kinds: [all-member, committee", "kinds.yaml 里没有“all-member”。是不是：all-members")]
    [InlineData("kinds.yaml", "offered: [topic, attendees, place]", "offered: topic", "这里要写一个列表")]
    [InlineData("obligations.yaml", "kind: theme-day,", "kind: themeday,", "kinds.yaml 里没有“themeday”。是不是：theme-day")]
    [InlineData("obligations.yaml", "kind: theme-day,", "", "要写 kind 或 kinds")]
    [InlineData("obligations.yaml", "key: committee,", "key: theme-day,", "有效期重叠")]
    [InlineData("obligations.yaml", "about: 25,", "about: 32,", "1 到 31 之间")]
    [InlineData("obligations.yaml", "by: \"09-30\"", "by: \"09-31\"", "每年的一天")]
    [InlineData("obligations.yaml", "opens: \"09-01\", by: \"09-30\"", "opens: \"09-30\", by: \"09-01\"", "by 不能早于 opens")]
    [InlineData("obligations.yaml", "item: 谈心", "item: 聊天", "「关爱留守儿童」没有“聊天”")]
    [InlineData("obligations.yaml", "distinct: true, times: 7", "distinct: true, times: 8", "只有 7 项")]
    [InlineData("obligations.yaml", "per: quarter, source", "per: quarterly, source", "“quarterly”不认识")]
    [InlineData("obligations.yaml", "per: quarter, source", "per: quarter, from: 2026-02-30, source", "这里要写一个日期")]
    [InlineData("obligations.yaml", "per: quarter, source", "per: quarter, from: 2026-03-01, to: 2026-02-01, source", "to 不能早于 from")]
    [InlineData("obligations.yaml", "hours: 32", "hours: 32, times: 2", "只能写一个")]
    [InlineData("obligations.yaml", "per: term, source", "per: term, by: \"06-30\", source", "opens 和 by 只用于 per: year")]
    [InlineData("points.yaml", "base: 60", "base: 160", "base 要在 floor 和 ceiling 之间")]
    [InlineData("points.yaml", "cap: meetings", "cap: meeting", "caps 里没有“meeting”")]
    [InlineData("points.yaml", "value: 3\n", "value: 三\n", "这里要写一个数")]
    [InlineData("points.yaml", "ground: 学习活动", "ground: 学习", "只能是：组织活动、学习活动、中心工作、党费缴纳")]
    [InlineData("points.yaml", "code: late", "code: absent", "第 1 版写了两次")]
    [InlineData("points.yaml", "code: late\n", "code: absent\n    version: 2\n", "第 1 版和第 2 版的有效期重叠")]
    [InlineData("points.yaml", "earned-by: [study,", "earned-by: [theme-day, study,", "登记“theme-day”已由规则“attend”计分")]
    [InlineData("points.yaml", "迟到, 早退", "迟到, 无故没来", "“无故没来”在规则“absent”里已经写过")]
    [InlineData("points.yaml", "    in: month\n", "", "completes 和 in 要一起写")]
    [InlineData("points.yaml", "approved-by: [secretary]\n    evidence", "evidence", "要写由谁确认")]
    [InlineData("points.yaml", "fallback: true\n    claimed", "claimed", "member 里要有且只有一条 fallback: true")]
    [InlineData("points.yaml", "enabled: true ", "enabled: maybe ", "true 或 false")]
    [InlineData("notices.yaml", "key: second-bureau", "key: second-branch", "reviews 里“second-branch”写了两次")]
    [InlineData("notices.yaml", "for: bureau\n    second: true", "for: branch\n    second: true", "要有一条 for: bureau、second: true")]
    [InlineData("notices.yaml", "name: 复审, by: [bureau]", "name: 初审, by: [bureau]", "环节的名称不能重复")]
    [InlineData("notices.yaml", "by: [secretary, committee] }", "by: [secretary, committee], author: true }", "没有别人看过了")]
    [InlineData("notices.yaml", "by: [secretary, committee] }", "by: [secretary, chair] }", "只能是")]
    [InlineData("notices.yaml", "proofs: 1, author", "proofs: 4, author", "3")]
    [InlineData("calendar.yaml", "to: \"07:00\"", "to: \"7点\"", "这里要写一个时刻")]
    [InlineData("calendar.yaml", "2026-05-01/2026-05-05", "2026-05-05/2026-05-01", "一天或起止")]
    [InlineData("calendar.yaml", "2026-05-01/2026-05-05", "2025-05-01/2025-05-05", "这些天不在 2026 年")]
    [InlineData("calendar.yaml", "2026-05-09", "2026-05-08", "只写调休上班的周六或周日")]
    [InlineData("calendar.yaml", "2026-05-09", "2026-05-02", "既写了放假又写了上班")]
    [InlineData("calendar.yaml", "year: 2025 ", "year: 2026 ", "2026 年写了两次")]
    [InlineData("calendar.yaml", "own: []", "own: [{ year: 2026, term: 1, from: 2026-09-01, last: 2026-08-01 }]", "last 要晚于 from")]
    [InlineData("reminders.yaml", "when: { day: 22 }", "when: { day: 22, weekday: friday }", "只写一种")]
    [InlineData("reminders.yaml", "when: { day: 22 }", "when: day 22", "若干“键: 值”")]
    [InlineData("reminders.yaml", "when: { days-before-end: 14, of: quarter }", "when: { days-before-end: 14 }", "还要写 of")]
    [InlineData("reminders.yaml", "late: { days: 2 }, gaps: month, to: groups", "late: {}, gaps: month, to: groups", "late 要写 days 或 hours")]
    [InlineData("reminders.yaml", "gaps: month, to: groups", "to: groups", "要写 gaps")]
    [InlineData("reminders.yaml", "only: [dues], to: members with gaps", "only: [dues], to: groups with gaps", "“dues”（党费）是党员本人的事")]
    [InlineData("reminders.yaml", "say: month-gaps", "say: month-gap", "texts 里没有“month-gap”")]
    [InlineData("reminders.yaml", "{period}本支部还差：{gaps}", "{perid}本支部还差：{gaps}", "不认识的空位“{perid}”")]
    [InlineData("reminders.yaml", "{period}本支部还差：{gaps}", "{period本支部还差：{gaps}", "花括号不成对")]
    [InlineData("reminders.yaml", "做了的，回一句", "做了的！回一句", "不用感叹号")]
    [InlineData("reminders.yaml", "to: organiser, say: rectification", "to: secretaries, say: rectification", "要一起用")]
    [InlineData("stars.yaml", "from: 80", "from: 95", "从高到低")]
    [InlineData("stars.yaml", "obligations: [brand]", "obligations: [brands]", "obligations.yaml 里没有“brands”。是不是：brand")]
    [InlineData("rights.yaml", "report-own:", "report.own:", "没有“report.own”这个动作")]
    [InlineData("rights.yaml", "report-own:", "report.own:", "缺少动作“report-own”")]
    [InlineData("rights.yaml", "leader: group propose", "leader: group maybe", "只能加 second 或 propose")]
    [InlineData("rights.yaml", "{ secretary: branch, bureau: system }", "{ secretary: school, bureau: system }", "范围“school”不认识")]
    [InlineData("rights.yaml", "{ secretary: branch, bureau: system }", "{ chair: branch, bureau: system }", "“chair”不认识")]
    public void A_slip_is_found_where_it_is_and_said_clearly(string file, string right, string wrong, string says)
    {
        var path = Path.Combine(folder.FullName, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} no longer has: {right}");
        File.WriteAllText(path, text[..at] + wrong + text[(at + right.Length)..]);

        var faults = PlanFiles.Check(folder.FullName);

        var fault = Assert.Single(faults, fault => fault.Text.Contains(says, StringComparison.Ordinal));
        Assert.Equal(path, fault.File);
        Assert.True(fault is { Line: > 0, Column: > 0 });
    }

    [Fact]
    public void The_line_and_column_are_those_of_the_slip()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "stars.yaml"), """
            levels:
              - { stars: 5, name: 五星支部, from: 90 }
              - { stars: 9, name: 四星支部, from: 80 }
            indicators:
              - { key: life, name: 组织生活, points: 100, obligations: [theme-day, nothing] }
            """);

        var places = PlanFiles.Check(folder.FullName).Select(fault => (fault.Line, fault.Column));

        Assert.Equal([(3, 14), (5, 68)], places);
    }

    [Theory]
    [InlineData("kinds.yaml")]
    [InlineData("points.yaml")]
    [InlineData("calendar.yaml")]
    [InlineData("rights.yaml")]
    public void A_missing_file_is_said(string file)
    {
        File.Delete(Path.Combine(folder.FullName, file));

        Assert.Contains(PlanFiles.Check(folder.FullName), fault => fault.File.EndsWith(file, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- 1\n- 2")]
    [InlineData("kinds: [1, {a: b}, [c]]\nobligations: {}\nmember: 3\nyears: [x]\nreminders: [[]]\nlevels: 7\nrights: [1]")]
    [InlineData("kinds: [")]
    [InlineData("&a [*a]")]
    [InlineData("? [x]\n: y")]
    public void Nonsense_in_any_file_makes_faults_and_nothing_worse(string text)
    {
        foreach (var file in Directory.GetFiles(Shipped, "*.yaml").Select(Path.GetFileName))
        {
            var path = Path.Combine(folder.FullName, file!);
            var sound = File.ReadAllText(path);
            File.WriteAllText(path, text);
            Assert.NotEmpty(PlanFiles.Check(folder.FullName));
            File.WriteAllText(path, sound);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);
}
