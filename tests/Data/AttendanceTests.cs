using Npgsql;
using PartyBuilding.Data;
using PartyBuilding.Tests.Support;
using static PartyBuilding.Tests.Data.SmallCounty;

namespace PartyBuilding.Tests.Data;

public sealed class AttendanceTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateOnly Day = new(2026, 4, 22);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task Who_is_on_no_list_is_told_from_a_meeting_without_a_list()
    {
        await WithAsync(db => new Reports(db).AddAsync(Report("theme-day"), [], [], Cancel));
        await WithAsync(db => new Reports(db).AddAsync(Report("party-lesson"), [], [], Cancel));
        await NoteAsync("party-lesson", Elder, "present");

        var own = await OwnAsync(Member);

        Assert.Equal([("party-lesson", null, true), ("theme-day", null, false)], own.Select(one => (one.Kind, one.State, one.Listed)));
        Assert.Equal("present", (await OwnAsync(Elder)).First(one => one.Kind == "party-lesson").State);
    }

    [Fact]
    public async Task Who_was_credited_by_a_report_was_there_until_it_is_taken_back()
    {
        var report = await WithAsync(db => new Reports(db).AddAsync(Report("theme-day"), [Entry(1)], [], Cancel));
        Assert.Equal("present", Assert.Single(await OwnAsync(Member)).State);

        await WithAsync(db => new Entries(db).ReverseReportAsync(report.Id!.Value, Secretary, null, Now, Cancel));

        Assert.Null(Assert.Single(await OwnAsync(Member)).State);
    }

    [Fact]
    public async Task A_leave_for_a_meeting_nobody_has_reported_is_known()
    {
        await NoteAsync("theme-day", Member, "leave");

        Assert.Equal(("leave", false), (await OwnAsync(Member)).Select(one => (one.State!, one.Held)).Single());
        Assert.Equal((null, true), (await OwnAsync(Elder)).Select(one => (one.State, one.Listed)).Single());
    }

    private Task<IReadOnlyList<Attended>> OwnAsync(long member) =>
        WithAsync(db => new Attendance(db).OfMemberAsync(Branch, member, new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1), Cancel));

    private Task<int> NoteAsync(string kind, long member, string state) =>
        WithAsync(db => new Attendance(db).NoteAsync(Branch, Day, kind, [member], state, null, Secretary, Now, Cancel));

    private Task<T> WithAsync<T>(Func<NpgsqlConnection, Task<T>> work) => InBranchAsync(Runtime, work, Cancel);
}
