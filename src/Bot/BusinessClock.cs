namespace PartyBuilding.Bot;

/// <summary>
/// The clock that dates, periods, reminders and quiet hours go by. It runs with real time, in a demo shifted by an offset that is
/// one row in the database. Not a <see cref="TimeProvider"/> on purpose: leases, tokens and Quartz must never find it.
/// </summary>
internal sealed class BusinessClock(TimeProvider real)
{
    /// <summary>Message times further away than this from our own clock are not believed.</summary>
    private static readonly TimeSpan Believable = TimeSpan.FromMinutes(10);

    /// <summary>Now in the county, given the offset read from the database.</summary>
    public DateTimeOffset Now(TimeSpan offset) => County.Local(real.GetUtcNow() + offset);

    /// <summary>The moment a message counts as said: the channel's own time where it is authenticated and near, else ours.</summary>
    public DateTimeOffset Said(DateTimeOffset? channelTime, TimeSpan offset)
    {
        var now = Now(offset);
        return channelTime is { } said && (said - now).Duration() <= Believable ? County.Local(said) : now;
    }
}
