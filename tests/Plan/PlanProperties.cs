using FsCheck;
using FsCheck.Fluent;
using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

/// <summary>What holds for any input, not only for the cases in the tables.</summary>
public sealed class PlanProperties
{
    private static readonly Arbitrary<DateOnly> AnyDay =
        Gen.Choose(new DateOnly(1990, 1, 1).DayNumber, new DateOnly(2090, 12, 31).DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary();

    [Fact]
    public void No_run_of_entries_gets_past_a_cap()
    {
        var cap = new Cap("x", 5, 12);
        Prop.ForAll(ArbMap.Default.ArbFor<short[]>(), halves =>
        {
            decimal up = 0, down = 0;
            foreach (var wanted in halves.Select(half => half / 2m))
            {
                var granted = wanted > 0 ? cap.Allow(wanted, up, up) : cap.Allow(wanted, down, down);
                if (Math.Abs(granted) > Math.Abs(wanted) || granted * wanted < 0)
                    return false;
                (up, down) = granted > 0 ? (up + granted, down) : (up, down + granted);
            }

            return up <= 5 && down >= -5;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_decisive_reports_alone_tell_what_is_owed() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Kind, short Day, bool Named)[]>(), ArbMap.Default.ArbFor<byte>(), (told, seed) =>
        {
            var plan = Sample.Plan;
            var month = Period.Month(2025, 1 + seed % 12);
            var subject = Subject.Branch(hasCommittee: true, groups: seed % 3);
            var kinds = plan.Obligations.Where(o => o.Subject == SubjectType.Branch).SelectMany(o => o.Kinds).Distinct().ToList();
            var all = told.Select(one =>
            {
                var day = new DateOnly(2025, 1, 1).AddDays(one.Day % 400);
                return new Fact(kinds[one.Kind % kinds.Count], day)
                {
                    Named = one.Named ? Period.Month(day.AddMonths(-1).Year, day.AddMonths(-1).Month) : null,
                    Item = "目标管理",
                };
            }).ToList();
            var decisive = Gaps.DecisiveOf(plan, subject, month);
            var few = all.Where(fact => fact.Named is not null)
                .Concat(decisive.SelectMany(d => all
                    .Where(fact => fact.Named is null && fact.Kind == d.Kind && fact.Day >= d.From && fact.Day < d.Until)
                    .Take(d.Enough ?? int.MaxValue)))
                .Distinct(ReferenceEqualityComparer.Instance).Cast<Fact>().ToList();
            return Owed(all).SequenceEqual(Owed(few));

            IEnumerable<(string, Period)> Owed(IReadOnlyList<Fact> facts) =>
                Gaps.Of(plan, subject, month, facts, month.Last).Select(gap => (gap.Obligation.Key, gap.Period));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_period_is_read_back_from_its_code() =>
        Prop.ForAll(AnyDay, day => Enum.GetValues<PeriodUnit>()
            .Where(unit => unit != PeriodUnit.Once)
            .Select(unit => Period.Of(unit, day, Sample.Plan.Calendar))
            .OfType<Period>()
            .All(period => period.Contains(day) && Period.Parse(period.Code, Sample.Plan.Calendar) == period)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_parts_of_a_period_follow_each_other_and_leave_no_day_out() =>
        Prop.ForAll(AnyDay, day => new[] { PeriodUnit.Week, PeriodUnit.Month, PeriodUnit.Quarter, PeriodUnit.Half }.All(unit =>
        {
            var year = Period.Year(day.Year);
            var parts = year.Split(unit, Sample.Plan.Calendar).ToList();
            return parts[0].Contains(year.From) && parts[^1].Contains(year.Last) && parts.Zip(parts.Skip(1)).All(two => two.First.Until == two.Second.From);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void A_place_is_one_more_than_how_many_are_better() =>
        Prop.ForAll(ArbMap.Default.ArbFor<short[]>(), scores =>
        {
            var placed = Ranking.Of(scores, score => score);
            return placed.Count == scores.Length && placed.All(one => one.Place == 1 + scores.Count(score => score > one.Score));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_put_off_is_never_early_nor_in_quiet_hours_nor_on_a_day_off() =>
        Prop.ForAll(AnyDay, Gen.Choose(0, 1439).ToArbitrary(), (day, minute) =>
        {
            var wanted = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
            var open = Sample.Plan.Calendar.Open(wanted);
            return open >= wanted && Sample.Plan.Calendar.IsWorkday(DateOnly.FromDateTime(open))
                && !Sample.Plan.Calendar.Quiet.Contains(TimeOnly.FromDateTime(open)) && Sample.Plan.Calendar.Open(open) == open;
        }).QuickCheckThrowOnFailure();
}
