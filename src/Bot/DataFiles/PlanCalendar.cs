using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>plan/calendar.yaml</c>.</summary>
internal sealed class PlanCalendar
{
    private readonly HashSet<DateOnly> off = [];
    private readonly HashSet<DateOnly> worked = [];
    private readonly HashSet<int> years = [];
    private readonly List<TermDates> own = [];

    private PlanCalendar()
    {
    }

    public static Calendar Read(Node file)
    {
        var reader = new PlanCalendar();
        var quiet = new QuietHours(new(21, 30), new(7, 0));
        var first = new TermRule(new(9, 1), new(1, 31));
        var second = new TermRule(new(2, 1), new(7, 15));
        file.Map(root =>
        {
            root.Need("quiet")?.Map(item =>
            {
                quiet = new(item.Need("from")?.Time() ?? quiet.From, item.Need("to")?.Time() ?? quiet.To);
                return item;
            });
            root.Need("terms")?.Map(item =>
            {
                first = item.Need("first")?.Map(Term) ?? first;
                second = item.Need("second")?.Map(Term) ?? second;
                item.List("own", reader.OwnTerm);
                return item;
            });
            root.List("years", reader.Year);
            return root;
        });
        return new(reader.off, reader.worked, reader.years, quiet, first, second, reader.own);
    }

    private static TermRule Term(Keys item) =>
        new(item.Need("from")?.MonthDay() ?? new(1, 1), item.Need("last")?.MonthDay() ?? new(12, 31));

    private TermDates? OwnTerm(Node node) => node.Map(item =>
    {
        var term = new TermDates(
            item.Need("year")?.Int(1900, 2199) ?? 1900, item.Need("term")?.Int(1, 2) ?? 1,
            item.Need("from")?.Day() ?? default, item.Need("last")?.Day() ?? default);
        if (term.Last <= term.From)
            node.Wrong("last 要晚于 from。");
        if (own.Any(other => (other.SchoolYear, other.Number) == (term.SchoolYear, term.Number)))
            node.Wrong("这个学期写了两次。");
        else
            own.Add(term);
        return term;
    });

    private Keys? Year(Node node) => node.Map(item =>
    {
        var year = item.Need("year")?.Int(1900, 2199) ?? 0;
        if (!years.Add(year))
            node.Wrong($"{year} 年写了两次。");
        item.List("holidays", days => Off(days, year));
        item.List("worked", day => Worked(day, year));
        return item;
    });

    private string Off(Node node, int year)
    {
        var text = node.Text();
        var ends = text.Split('/').Select(end => DateOnly.TryParseExact(end, "yyyy-MM-dd", out var day) ? day : (DateOnly?)null).ToList();
        if (ends is not ([{ }] or [{ }, { }]) || ends[0] > ends[^1] || ends[^1]!.Value.DayNumber - ends[0]!.Value.DayNumber > 30)
        {
            node.Wrong("这里要写一天或起止，如 2026-04-05 或 2026-05-01/2026-05-05。");
            return text;
        }

        if (ends[0]!.Value.Year != year && ends[^1]!.Value.Year != year)
            node.Wrong($"这些天不在 {year} 年。");
        for (var day = ends[0]!.Value; day <= ends[^1]!.Value; day = day.AddDays(1))
            if (worked.Contains(day))
                node.Wrong($"{day:yyyy-MM-dd} 既写了放假又写了上班。");
            else
                off.Add(day);
        return text;
    }

    private DateOnly Worked(Node node, int year)
    {
        var day = node.Day();
        if (day.Year != year)
            node.Wrong($"这一天不在 {year} 年。");
        if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            node.Wrong("worked 只写调休上班的周六或周日。");
        if (off.Contains(day))
            node.Wrong($"{day:yyyy-MM-dd} 既写了放假又写了上班。");
        worked.Add(day);
        return day;
    }
}
