namespace PartyBuilding.Dialogue.Turns;

/// <summary>Slots by their names in data.</summary>
internal static class SlotAccess
{
    public static object? Get(this Slots slots, string name) => name switch
    {
        "activity_type" => slots.ActivityType,
        "date" => slots.Date,
        "start" => slots.Start,
        "end" => slots.End,
        "duration_minutes" => slots.DurationMinutes,
        "place" => slots.Place,
        "due" => slots.Due,
        "attendees" => slots.Attendees,
        "absent" => slots.Absent,
        "absences" => slots.Absences,
        "topic" => slots.Topic,
        "hours" => slots.Hours,
        "points" => slots.Points,
        "reason" => slots.Reason,
        "members" => slots.Members,
        "branch" => slots.Branch,
        "period" => slots.Period,
        "amount" => slots.Amount,
        "audience" => slots.Audience,
        "content" => slots.Content,
        _ => null,
    };

    /// <summary>The same slots without one of them.</summary>
    public static Slots Without(this Slots slots, string name) => name switch
    {
        "activity_type" => slots with { ActivityType = null },
        "date" => slots with { Date = null },
        "attendees" => slots with { Attendees = null },
        "absent" => slots with { Absent = null },
        "hours" => slots with { Hours = null },
        "points" => slots with { Points = null },
        "members" => slots with { Members = null },
        "amount" => slots with { Amount = null },
        _ => slots,
    };

    /// <summary>What was known, overwritten by what has just been said.</summary>
    public static Slots Over(this Slots said, Slots known) => new()
    {
        ActivityType = said.ActivityType ?? known.ActivityType,
        Date = said.Date ?? known.Date,
        Start = said.Start ?? known.Start,
        End = said.End ?? known.End,
        DurationMinutes = said.DurationMinutes ?? known.DurationMinutes,
        Place = said.Place ?? known.Place,
        Due = said.Due ?? known.Due,
        Attendees = said.Attendees ?? known.Attendees,
        Absent = said.Absent ?? known.Absent,
        Absences = said.Absences ?? known.Absences,
        Topic = said.Topic ?? known.Topic,
        Hours = said.Hours ?? known.Hours,
        Points = said.Points ?? known.Points,
        Reason = said.Reason ?? known.Reason,
        Members = said.Members ?? known.Members,
        Branch = said.Branch ?? known.Branch,
        Period = said.Period ?? known.Period,
        Amount = said.Amount ?? known.Amount,
        Audience = said.Audience ?? known.Audience,
        Content = said.Content ?? known.Content,
        Before = said.Before ?? known.Before,
    };

    /// <summary>True when nothing was said at all.</summary>
    public static bool IsNothing(this Slots slots) => slots == new Slots();
}
