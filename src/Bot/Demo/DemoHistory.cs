using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Demo;

/// <summary>
/// The county's last half year: each branch and member has met most duties of the plan on plausible days, and told so. Follows from the plan,
/// so that it stays true to it when it is edited.
/// </summary>
internal sealed class DemoHistory
{
    private readonly WorkPlan plan;
    private readonly Calendar calendar;
    private readonly DateOnly today;
    private readonly HashSet<(long Branch, long Member, string Kind, string? Item, DateOnly Day)> taken = [];
    private readonly List<DemoReport> reports = [];
    private readonly DemoMeetings meetings;

    private DemoHistory(WorkPlan plan, DateOnly today)
    {
        (this.plan, this.today, calendar) = (plan, today, plan.Calendar);
        var month = new DateOnly(today.Year, today.Month, 1);
        var (halfYear, thisYear) = (month.AddMonths(-6), new DateOnly(today.Year, 1, 1));
        From = halfYear < thisYear ? halfYear : thisYear;
        meetings = new(today);
    }

    /// <summary>First day of it.</summary>
    public DateOnly From { get; }

    /// <summary>Every report, in the order of their ids.</summary>
    public IReadOnlyList<DemoReport> Reports => reports;

    public static DemoHistory Of(WorkPlan plan, DemoRoster roster, DateOnly today)
    {
        var history = new DemoHistory(plan, today);
        foreach (var branch in roster.Branches)
        {
            history.Meet(branch, null, Subject.Branch(branch.Branch.HasCommittee, branch.Branch.Groups), branch.Branch.Diligence);
            history.BeSocial(branch);
            foreach (var member in branch.Members.Where(member => member.Standing != "applicant"))
            {
                history.Meet(branch, member, Subject.Member(member.IsSecretary, member.IsExempt), 1 - (1 - branch.Branch.Diligence) / 2);
                history.Volunteer(branch, member);
            }
        }
        return history;
    }

    /// <summary>Meets what the plan asks of one branch or member.</summary>
    private void Meet(DemoStaff staff, DemoMember? member, Subject subject, double diligence)
    {
        var who = member?.Key ?? staff.Branch.Key;
        foreach (var duty in plan.Obligations.Where(duty => subject.Owes(duty)))
        {
            var kind = KindOf(duty, subject.Type);
            foreach (var own in Periods(duty))
            {
                var (open, by) = Window(duty, own);
                var times = duty.InHours ? 12 : (int)subject.Needs(duty);
                for (var n = 0; open <= today && n < times; n++)
                {
                    var seed = $"{who}|{duty.Key}|{own.Code}|{n}";
                    if (DemoChance.Of(seed, "missed") < diligence)
                        Tell(staff, member, kind, ItemOf(duty, kind, n), Day(duty, staff.Branch, open, by, n, times, seed), seed, n);
                }
            }
        }
    }

    /// <summary>What a branch does beyond its duties.</summary>
    private void BeSocial(DemoStaff staff)
    {
        foreach (var (month, seed) in Months(staff.Branch.Key))
        {
            Tell(staff, null, plan.MaybeKind("study"), null, month.AddDays(9 + DemoChance.Of(8, seed, "study")), seed, 0);
            if (DemoChance.Of(seed, "red") < 0.2)
                Tell(staff, null, plan.MaybeKind("red-education"), null, month.AddDays(5 + DemoChance.Of(14, seed, "red-day")), seed, 0);
            if (DemoChance.Of(seed, "moral") < 0.3)
                Tell(staff, null, plan.MaybeKind("moral-education"), null, month.AddDays(4 + DemoChance.Of(14, seed, "moral-day")), seed, 0);
        }
    }

    private void Volunteer(DemoStaff staff, DemoMember member)
    {
        foreach (var (month, seed) in Months(member.Key))
        {
            if (DemoChance.Of(seed, "volunteer") < 0.3)
                Tell(staff, member, plan.MaybeKind("volunteering"), null, month.AddDays(DemoChance.Of(28, seed, "volunteer-day")), seed, 0);
        }
    }

    private void Tell(DemoStaff staff, DemoMember? member, Kind? kind, string? item, DateOnly day, string seed, int nth)
    {
        if (kind is null)
            return;
        day = calendar.WorkdayFrom(day);
        while (day < today && !taken.Add((staff.Id, member?.Id ?? 0, kind.Key, item, day)))
            day = calendar.WorkdayFrom(day.AddDays(1));
        if (day >= From && day < today)
            reports.Add(meetings.Report(reports.Count + 1, staff, member, kind, item, day, $"{seed}|{day.DayNumber}", nth));
    }

    private Kind KindOf(Obligation duty, SubjectType type)
    {
        var kinds = duty.Kinds.Select(plan.Kind).ToList();
        return kinds.FirstOrDefault(kind => kind.Subject == type) ?? kinds[0];
    }

    private IEnumerable<Period> Periods(Obligation duty) =>
        Period.Months(From, today).Split(duty.Per, calendar)
            .Where(own => duty.IsValidOn(own.Unit == PeriodUnit.Once ? today : own.Last) && (!duty.OnlyInTerm || calendar.SchoolDays(own) >= Obligation.SchoolDays));

    private (DateOnly Open, DateOnly By) Window(Obligation duty, Period own) =>
        own.Unit == PeriodUnit.Once ? (From, From.AddDays(60)) : (duty.OpensIn(own), duty.ByIn(own));

    /// <summary>Early in its time rather than late, several of them spread out.</summary>
    private DateOnly Day(Obligation duty, DemoBranch branch, DateOnly open, DateOnly by, int n, int times, string seed)
    {
        if (duty.About is { } about)
            return calendar.NearestWorkday(open.Year, open.Month, Math.Clamp(about + branch.DayShift, 1, 28));
        var place = (n + DemoChance.Of(seed, "day")) / times;
        var day = open.AddDays((int)((0.06 + (0.62 * place)) * (by.DayNumber - open.DayNumber + 1)));
        return calendar.WorkdayFrom(day) is var worked && worked <= by ? worked : calendar.WorkdayUpTo(by);
    }

    private static string? ItemOf(Obligation duty, Kind kind, int n) =>
        duty.Item ?? (duty.DistinctItems && kind.ItemField is { } field ? field.Choices[n % field.Choices.Count] : null);

    private IEnumerable<(DateOnly First, string Seed)> Months(string who)
    {
        for (var month = From; month <= today; month = month.AddMonths(1))
            yield return (month, $"{who}|{month:yyyy-MM}");
    }
}
