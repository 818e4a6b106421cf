namespace PartyBuilding.Bot;

/// <summary>The county's zone. China has kept one zone without summer time since 1992.</summary>
internal static class County
{
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The same instant on the county's wall clock.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The calendar day of an instant in the county.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The instant of a wall-clock time in the county.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Offset);
}
