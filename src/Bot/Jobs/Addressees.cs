using System.Globalization;
using PartyBuilding.Bot.Features;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Jobs;

/// <summary>
/// To whom a reminder goes and what each reads. Groups hear of kinds, never of persons; whoever has reported or is exempt hears nothing.
/// </summary>
internal sealed class Addressees(Reports reports, Duties duties, Pairs pairs, PairGaps pairGaps, Conversations conversations, WorkPlan plan)
{
    /// <summary>Key of the kind that a finding stands for.</summary>
    public const string Rectification = "rectification";

    /// <summary>Key of the kind that ends a term of office.</summary>
    public const string Election = "election";

    public async Task<IReadOnlyList<Said>> OfAsync(Firing firing, AheadRow? ahead, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        var said = firing.Rule.To switch
        {
            Audience.Groups => await GroupsAsync(firing, roster, today, cancel),
            Audience.GroupsWithGaps => await GroupsWithGapsAsync(firing, roster, today, cancel),
            Audience.GroupOfActivity => await GroupOfActivityAsync(firing, ahead!, today, cancel),
            Audience.Organiser => await OrganiserAsync(firing, ahead!, roster, today, cancel),
            Audience.Inspector => await PrivateAsync(
                new[] { roster.Member(ahead!.ToldBy) }.OfType<MemberRow>(),
                m => Words.Of(firing, today, [("branch", roster.Branch(ahead.BranchId).Name), ("name", m.Name), .. Words.Activity(ahead, plan, today)]), cancel),
            Audience.Secretaries => await PrivateAsync(
                Branches(roster).SelectMany(b => roster.Holding(b.Id, "secretary")), m => Words.Of(firing, today, ("branch", m.Branch), ("name", m.Name)), cancel),
            Audience.SecretariesWithGaps => await SecretariesWithGapsAsync(firing, roster, today, cancel),
            Audience.Members => await MembersAsync(firing, roster, today, cancel),
            Audience.MembersWithGaps => await MembersWithGapsAsync(firing, roster, today, cancel),
            Audience.MembersWithAnniversary => await AnniversariesAsync(firing, roster, today, cancel),
            Audience.MentorsWithGaps => await MentorsWithGapsAsync(firing, roster, today, cancel),
            _ => await BureauAsync(firing, roster, today, cancel),
        };
        return [.. said.Where(one => one.Text.Length > 0)];
    }

    private static IEnumerable<BranchRow> Branches(CountyRoster roster) => roster.Branches.Where(b => b.Kind == "branch");

    private static IEnumerable<MemberRow> Held(CountyRoster roster) => Branches(roster).SelectMany(b => roster.Due(b.Id));

    private async Task<IReadOnlyList<Said>> GroupsAsync(Firing firing, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        var names = Branches(roster).ToDictionary(b => b.Id, b => b.Name);
        return [.. (await conversations.GroupsOfAsync([.. names.Keys], cancel)).Select(g => new Said(g.Id, Words.Of(firing, today, ("branch", names[g.BranchId!.Value]))))];
    }

    private async Task<IReadOnlyList<Said>> GroupsWithGapsAsync(Firing firing, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        var gaps = await GapsOfBranchesAsync(firing, roster, today, cancel);
        return
        [
            .. (await conversations.GroupsOfAsync([.. gaps.Keys], cancel)).Select(g => new Said(
                g.Id, Words.Of(firing, today, [("branch", roster.Branch(g.BranchId!.Value).Name), .. Words.Owed(firing, gaps[g.BranchId.Value])]))),
        ];
    }

    private async Task<IReadOnlyList<Said>> GroupOfActivityAsync(Firing firing, AheadRow ahead, DateOnly today, CancellationToken cancel) =>
        ahead.IsReported ? [] : [.. (await conversations.GroupsOfAsync([ahead.BranchId], cancel)).Select(g => new Said(g.Id, Words.Of(firing, today, Words.Activity(ahead, plan, today))))];

    /// <summary>Whoever planned it; of a finding or an election the branch's secretary, who has to see to it.</summary>
    private async Task<IReadOnlyList<Said>> OrganiserAsync(Firing firing, AheadRow ahead, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        if (ahead.IsReported)
            return [];
        var people = ahead.ToldBy == 0 || plan.MaybeKind(ahead.What) is null ? roster.Holding(ahead.BranchId, "secretary") : new[] { roster.Member(ahead.ToldBy) }.OfType<MemberRow>();
        return await PrivateAsync(people, m => Words.Of(firing, today, [("branch", m.Branch), ("name", m.Name), .. Words.Activity(ahead, plan, today)]), cancel);
    }

    private async Task<IReadOnlyList<Said>> SecretariesWithGapsAsync(Firing firing, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        var ofBranch = await GapsOfBranchesAsync(firing, roster, today, cancel);
        var secretaries = Branches(roster).SelectMany(b => roster.Holding(b.Id, "secretary")).ToList();
        var own = await GapsOfMembersAsync(firing, secretaries, today, cancel);
        var gaps = secretaries.ToDictionary(m => m.Id, m => (IReadOnlyList<Gap>)[.. ofBranch.GetValueOrDefault(m.BranchId, []), .. own.GetValueOrDefault(m.Id, [])]);
        return await PrivateAsync(
            secretaries.Where(m => gaps[m.Id].Count > 0),
            m => Words.Of(firing, today, [("branch", m.Branch), ("name", m.Name), .. Words.Owed(firing, gaps[m.Id])]), cancel);
    }

    private async Task<IReadOnlyList<Said>> MembersAsync(Firing firing, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        var wantsScore = Words.Wants(firing, "score");
        if (wantsScore && !plan.Points.IsOn)
            return [];
        var sums = wantsScore ? (await duties.SumsAsync((short)today.Year, cancel)).ToDictionary(s => s.MemberId, s => s.Points) : [];
        return await PrivateAsync(
            Held(roster),
            m => Words.Of(firing, today,
                ("branch", m.Branch), ("name", m.Name),
                ("score", wantsScore ? Wording.Number(plan.Points.Card.Score(sums.GetValueOrDefault(m.Id))) : null)), cancel);
    }

    private async Task<IReadOnlyList<Said>> MembersWithGapsAsync(Firing firing, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        var gaps = await GapsOfMembersAsync(firing, [.. Held(roster)], today, cancel);
        return await PrivateAsync(
            Held(roster).Where(m => gaps.ContainsKey(m.Id)),
            m => Words.Of(firing, today, [("branch", m.Branch), ("name", m.Name), .. Words.Owed(firing, gaps[m.Id])]), cancel);
    }

    /// <summary>A mentor of two hears of both in one message.</summary>
    private async Task<IReadOnlyList<Said>> MentorsWithGapsAsync(Firing firing, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        if (firing.Period is not { } period)
            return [];
        var all = await pairs.OnAsync(null, today, cancel);
        var gaps = await pairGaps.OfAsync(all, period, today, cancel);
        var owed = all
            .Select(pair => (pair, Gaps: gaps.GetValueOrDefault(pair.Id, []).Where(gap => firing.Rule.Concerns(gap.Obligation)).ToList()))
            .Where(one => one.Gaps.Count > 0)
            .ToLookup(one => one.pair.MentorId);
        return await PrivateAsync(
            owed.Select(mentor => roster.Member(mentor.Key)).OfType<MemberRow>(),
            m => Words.Of(firing, today,
                ("branch", m.Branch), ("name", m.Name),
                ("gaps", string.Join('；', owed[m.Id].Select(one => $"{one.pair.Apprentice}：{string.Join('、', one.Gaps.Select(gap => gap.Label))}"))),
                ("by", Wording.ShortDay(owed[m.Id].SelectMany(one => one.Gaps).Min(gap => gap.By)))), cancel);
    }

    /// <summary>In private; in the branch's group too where its settings allow wishes.</summary>
    private async Task<IReadOnlyList<Said>> AnniversariesAsync(Firing firing, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        var at = DateOnly.FromDateTime(firing.At);
        var days = Enumerable.Range(0, Math.Max(1, at.DayNumber - firing.FirstDay.DayNumber + 1)).Select(n => at.AddDays(-n)).ToList();
        var wished = new Dictionary<long, (JoinedRow Member, string Text)>();
        foreach (var member in await duties.JoinedAsync([.. days.SelectMany(Names)], cancel))
        {
            var day = days.First(d => Names(d).Contains(Name(member.JoinedOn)));
            if (day.Year > member.JoinedOn.Year)
                wished[member.MemberId] = (member, Words.Of(firing, today,
                    ("name", member.Name), ("day", Wording.ShortDay(day)), ("years", (day.Year - member.JoinedOn.Year).ToString(CultureInfo.InvariantCulture))));
        }
        if (wished.Count == 0)
            return [];
        var own = await PrivateAsync(wished.Keys.Select(roster.Member).OfType<MemberRow>(), m => wished[m.Id].Text, cancel);
        var byBranch = wished.Values.ToLookup(w => w.Member.BranchId, w => w.Text);
        var open = (await conversations.GroupsOfAsync([.. byBranch.Select(b => b.Key)], cancel)).Where(g => GroupSettings.Read(g.Settings).Wishes);
        return [.. own, .. open.Select(g => new Said(g.Id, string.Join('\n', byBranch[g.BranchId!.Value])))];
    }

    private async Task<IReadOnlyList<Said>> BureauAsync(Firing firing, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        var gaps = await GapsOfBranchesAsync(firing, roster, today, cancel);
        var text = Words.Of(firing, today, ("branches", string.Join('、', gaps.Keys.Order().Select(id => roster.Branch(id).Name))),
            ("unknown_year", plan.Calendar.Knows(today.Year + 1) ? null : (today.Year + 1).ToString(CultureInfo.InvariantCulture)));
        return await PrivateAsync(roster.Branches.SelectMany(b => roster.Holding(b.Id, "bureau")), _ => text, cancel);
    }

    /// <summary>Branches that owe something the reminder speaks of; one query for all of them.</summary>
    private async Task<Dictionary<long, IReadOnlyList<Gap>>> GapsOfBranchesAsync(Firing firing, CountyRoster roster, DateOnly today, CancellationToken cancel)
    {
        if (firing.Period is not { } period)
            return [];
        var subjects = Branches(roster).ToDictionary(b => b.Id, b => roster.SubjectOf(b.Id));
        if (subjects.Count == 0)
            return [];
        var rows = await reports.FactsAsync(null, subjects.Values.Distinct().Min(s => Gaps.Since(plan, s, period)), [.. plan.LastingKinds], cancel);
        return Missing(firing, period, subjects, rows.ToLookup(row => row.BranchId), today);
    }

    /// <summary>The same for members, with the meetings they attended.</summary>
    private async Task<Dictionary<long, IReadOnlyList<Gap>>> GapsOfMembersAsync(Firing firing, IReadOnlyList<MemberRow> members, DateOnly today, CancellationToken cancel)
    {
        var kinds = plan.Obligations.Where(o => o.Subject == SubjectType.Member && firing.Rule.Concerns(o)).SelectMany(o => o.Kinds).Distinct().ToArray();
        if (firing.Period is not { } period || members.Count == 0 || kinds.Length == 0)
            return [];
        var subjects = members.DistinctBy(m => m.Id).ToDictionary(m => m.Id, CountyRoster.SubjectOf);
        var rows = await duties.FactsOfMembersAsync(
            kinds, subjects.Values.Distinct().Min(s => Gaps.Since(plan, s, period)), [.. plan.LastingKinds], cancel);
        return Missing(firing, period, subjects, rows.ToLookup(row => row.MemberId!.Value), today);
    }

    private Dictionary<long, IReadOnlyList<Gap>> Missing(
        Firing firing, Period period, Dictionary<long, Subject> subjects, ILookup<long, FactRow> facts, DateOnly today) =>
        subjects
            .Select(s => (s.Key, Gaps: (IReadOnlyList<Gap>)[.. Gaps.Of(plan, s.Value, period, Facts.Of(facts[s.Key], plan), today).Where(gap => firing.Rule.Concerns(gap.Obligation))]))
            .Where(s => s.Gaps.Count > 0)
            .ToDictionary(s => s.Key, s => s.Gaps);

    /// <summary>Those of them who have a private chat.</summary>
    private async Task<IReadOnlyList<Said>> PrivateAsync(IEnumerable<MemberRow> people, Func<MemberRow, string> text, CancellationToken cancel)
    {
        var byId = people.DistinctBy(m => m.Id).ToDictionary(m => m.Id);
        var chats = byId.Count == 0 ? [] : await conversations.PrivateOfMembersAsync([.. byId.Keys], cancel);
        return [.. chats.Select(chat => new Said(chat.Id, text(byId[chat.MemberId!.Value])))];
    }

    private static string Name(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Who joined on 29 February is wished on the 28th where there is no 29th.</summary>
    private static IEnumerable<string> Names(DateOnly day) =>
        day is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(day.Year) ? [Name(day), "02-29"] : [Name(day)];
}
