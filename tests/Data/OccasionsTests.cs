using PartyBuilding.Data;
using PartyBuilding.Tests.Support;
using static PartyBuilding.Tests.Data.SmallCounty;

namespace PartyBuilding.Tests.Data;

public sealed class OccasionsTests(TestDatabase database) : DatabaseTest(database)
{
    private static readonly DateOnly Day = new(2026, 4, 24);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync(Db, Cancel);
    }

    [Fact]
    public async Task A_leave_is_asked_for_and_settled_by_somebody_else()
    {
        await NoteAsync("leave_asked", "外出");

        Assert.False(await WithAsync(db => new Attendance(db).SettleLeaveAsync(Member, Day, "theme-day", true, Member, Now, Cancel)));
        Assert.True(await WithAsync(db => new Attendance(db).SettleLeaveAsync(Member, Day, "theme-day", true, Secretary, Now, Cancel)));

        Assert.Equal([new StateCount("leave", 1)], await WithAsync(db => new Attendance(db).CountAsync(Branch, Day, "theme-day", Cancel)));
    }

    [Fact]
    public async Task A_later_word_about_somebodys_presence_replaces_the_earlier_one()
    {
        await NoteAsync("leave", "病假");
        await NoteAsync("present", null);

        Assert.Equal(("present", "病假"), await Db.OneAsync<(string, string)>("select state, reason from attendance", cancel: Cancel));
        Assert.False(await WithAsync(db => new Attendance(db).WithdrawLeaveAsync([Member], Day, "theme-day", Cancel)));
    }

    [Fact]
    public async Task A_leave_taken_back_leaves_nothing()
    {
        await NoteAsync("leave", null);

        Assert.True(await WithAsync(db => new Attendance(db).WithdrawLeaveAsync([Member], Day, "theme-day", Cancel)));
        Assert.Empty(await WithAsync(db => new Attendance(db).CountAsync(Branch, Day, "theme-day", Cancel)));
    }

    [Fact]
    public async Task An_intention_said_again_is_changed_and_dropped_is_no_longer_ahead()
    {
        var plan = new PlanRow(0, Branch, "theme-day", Day, new TimeOnly(15, 0), null, null, null, null, Secretary);
        var id = await WithAsync(db => new Plans(db).AddAsync(plan, Now, Cancel));
        Assert.Equal(id, await WithAsync(db => new Plans(db).AddAsync(plan with { StartsAt = null, Place = "三楼会议室" }, Now, Cancel)));

        var ahead = Assert.Single(await WithAsync(db => new Plans(db).AheadAsync(Branch, Day.AddDays(-7), Day.AddDays(1), Cancel)));
        Assert.Equal((new TimeOnly(15, 0), "三楼会议室"), (ahead.StartsAt, ahead.Place));

        Assert.False(await WithAsync(db => new Plans(db).CancelAsync(id, OtherBranch, Cancel)));
        Assert.True(await WithAsync(db => new Plans(db).CancelAsync(id, Branch, Cancel)));
        Assert.Empty(await WithAsync(db => new Plans(db).AheadAsync(null, Day.AddDays(-7), Day.AddDays(1), Cancel)));
    }

    private Task<int> NoteAsync(string state, string? reason) =>
        WithAsync(db => new Attendance(db).NoteAsync(Branch, Day, "theme-day", [Member], state, reason, Member, Now, Cancel));

    private Task<T> WithAsync<T>(Func<Npgsql.NpgsqlConnection, Task<T>> work) => InBranchAsync(Runtime, work, Cancel);
}
