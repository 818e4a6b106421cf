using Npgsql;
using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Demo;

/// <summary>An invented county with half a year behind it, for trying the bot. The same every time, up to the day it begins on.</summary>
internal static class DemoCounty
{
    /// <summary>Fills an empty, migrated database; leaves one that has organisations as it is. All of it or nothing.</summary>
    /// <param name="owner">May write everywhere.</param>
    /// <param name="plan">What the past follows.</param>
    /// <param name="now">The county's present; nothing is told later than that.</param>
    /// <param name="cancel">Ends it without a trace.</param>
    public static async Task SeedAsync(NpgsqlDataSource owner, WorkPlan plan, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await owner.OpenConnectionAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        // Of several processes that start together one does it, the others find it done.
        await db.RunAsync("lock table organisations in exclusive mode", cancel: cancel);
        if (await db.OneAsync<bool>("select exists (select from organisations)", cancel: cancel))
            return;

        var today = County.Day(now);
        var roster = DemoRoster.Of(today);
        var history = DemoHistory.Of(plan, roster, today);
        await WriteRosterAsync(db, roster, history.From, cancel);
        // Terms of three years that began at different times.
        await db.RunAsync("update organisations set term_ends_on = @today::date + 40 + (id::integer * 89) % 1000 where kind = 'branch'", new { today }, cancel);
        await WriteChatsAsync(db, roster, history.From, cancel);
        await WriteReportsAsync(db, history, cancel);
        await WritePointsAsync(db, DemoLedger.Of(plan, roster, history, today), cancel);
        await CountOnAsync(db, cancel);
        await WriteAheadAsync(db, plan, roster, today, cancel);
        await db.RunAsync("insert into settings (key, value, changed_at) values ('roster_version', '1', @now)", new { now }, cancel);
        await transaction.CommitAsync(cancel);
        await db.RunAsync("analyze members, reports, attendance, entries, totals, conversations, bindings", cancel: cancel);
    }

    private static async Task WriteRosterAsync(NpgsqlConnection db, DemoRoster roster, DateOnly from, CancellationToken cancel)
    {
        await db.CopyAsync("organisations (id, parent_id, kind, name, short_forms)",
            roster.Organisations.Select(o => new object?[] { o.Id, o.Parent, o.Kind, o.Name, o.ShortForms }), cancel);
        await db.CopyAsync("members (id, branch_id, group_id, name, standing, joined_on)",
            roster.Members.Select(m => new object?[] { m.Id, m.Branch, m.Group, m.Name, m.Standing, m.JoinedOn }), cancel);
        await db.CopyAsync("roles (member_id, role, organisation_id)",
            roster.Members.SelectMany(m => m.Roles.Select(r => new object?[] { m.Id, r.Role, r.In })), cancel);
        await db.CopyAsync("exemptions (member_id, from_on, set_by)",
            roster.Branches.SelectMany(b => b.Members.Where(m => m.IsExempt).Select(m => new object?[] { m.Id, from, b.Secretary.Id })), cancel);
    }

    private static async Task WriteChatsAsync(NpgsqlConnection db, DemoRoster roster, DateOnly from, CancellationToken cancel)
    {
        var since = County.At(from, new TimeOnly(9, 0));
        var chats = DemoChats.Of(roster);
        await db.CopyAsync("bindings (channel, user_id, member_id, bound_at, told_privacy_at)",
            roster.Members.Select(m => new object?[] { DemoChats.Channel, DemoChats.UserOf(m), m.Id, since, since }), cancel);
        await db.CopyAsync("conversations (id, channel, account, key, kind, title, branch_id, member_id, user_id, reference, created_at)",
            chats.Select(chat => DemoChats.Row(chat, since)), cancel);
        await db.CopyAsync("participants (conversation_id, user_id, name)",
            chats.SelectMany(chat => chat.People.Select(person => new object?[] { chat.Id, person.User, person.Name })), cancel);
    }

    private static async Task WriteReportsAsync(NpgsqlConnection db, DemoHistory history, CancellationToken cancel)
    {
        await db.CopyAsync("""
            reports (id, held_on, branch_id, member_id, kind, starts_at, ends_at, minutes, place, topic, due, attendees, absent, hours, amount, item, fields,
                     state, told_by, told_at, approved_by, approved_at)
            """,
            history.Reports.Select(r => new object?[]
            {
                r.Id, r.HeldOn, r.Branch, r.Member, r.Kind, r.StartsAt, r.StartsAt?.AddMinutes(r.Minutes ?? 0), r.Minutes, r.Place, r.Topic, r.Due,
                r.Attendees, r.Absent, r.Hours, r.Amount, r.Item, new Jsonb(r.Fields), r.IsClaimed ? "claimed" : "kept", r.ToldBy, r.ToldAt, r.ApprovedBy,
                r.ApprovedAt,
            }), cancel);
        await db.CopyAsync("attendance (branch_id, held_on, kind, member_id, state, told_by, told_at)",
            history.Reports.SelectMany(r => r.Attendance.Select(one => new object?[] { r.Branch, r.HeldOn, r.Kind, one.Member, one.State, r.ToldBy, r.ToldAt })), cancel);
    }

    private static async Task WritePointsAsync(NpgsqlConnection db, DemoLedger ledger, CancellationToken cancel)
    {
        await db.CopyAsync("entries (year, branch_id, member_id, rule, rule_version, account, on_day, asked, points, report_id, told_by, told_at)",
            ledger.Entries.Select(e => new object?[]
            {
                (short)e.Day.Year, e.Branch, e.Member, e.Rule.Code, e.Rule.Version, e.Account, e.Day, e.Asked, e.Points, e.Report, e.ToldBy, e.ToldAt,
            }), cancel);
        await db.CopyAsync("totals (branch_id, member_id, year, account, points)",
            ledger.Totals.Select(t => new object?[] { t.Branch, t.Member, (short)t.Year, t.Account, t.Points }), cancel);
    }

    /// <summary>What is planned, suggested and under inspection.</summary>
    private static async Task WriteAheadAsync(NpgsqlConnection db, WorkPlan plan, DemoRoster roster, DateOnly today, CancellationToken cancel)
    {
        await db.CopyAsync("plans (branch_id, kind, held_on, starts_at, place, topic, told_by, told_at)", DemoAhead.Plans(plan, roster, today), cancel);
        await db.CopyAsync("suggestions (branch_id, member_id, content, told_at)", DemoAhead.Suggestions(roster, today), cancel);
        await db.CopyAsync("pairs (branch_id, mentor_id, apprentice, from_on, told_by, told_at)", DemoAhead.Pairs(roster, today), cancel);
        // Every other mentor has heard a lesson this month or the one before.
        var heard = plan.Calendar.WorkdayUpTo(today.AddDays(-6));
        await db.RunAsync("""
            insert into reports (held_on, branch_id, member_id, pair_id, kind, item, told_by, told_at)
            select @heard, branch_id, mentor_id, id, 'mentoring', '听课', mentor_id, @at
            from pairs
            where id % 2 = 1
            """, new { heard, at = County.At(heard, new TimeOnly(16, 0)).ToUniversalTime() }, cancel);
        await db.CopyAsync("findings (branch_id, content, praise, due_on, state, told_by, told_at)", DemoAhead.Findings(roster, today), cancel);
    }

    /// <summary>Rows to come get ids after those that were given here.</summary>
    private static Task CountOnAsync(NpgsqlConnection db, CancellationToken cancel) => db.RunAsync("""
        select setval(pg_get_serial_sequence('organisations', 'id'), (select max(id) from organisations)),
               setval(pg_get_serial_sequence('members', 'id'), (select max(id) from members)),
               setval(pg_get_serial_sequence('conversations', 'id'), (select max(id) from conversations)),
               setval(pg_get_serial_sequence('reports', 'id'), coalesce((select max(id) from reports), 1))
        """, cancel: cancel);
}
