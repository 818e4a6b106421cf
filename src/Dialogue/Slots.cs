namespace PartyBuilding.Dialogue;

/// <summary>The facts one message gave. Null means "not said". Names in data and on the wire are these in snake case.</summary>
public sealed record Slots
{
    /// <summary>Kind of activity by its name (主题党日, 党课 …), or 三会一课 in queries.</summary>
    public string? ActivityType { get; init; }

    /// <summary>The day, in the county's zone.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Start, local time.</summary>
    public TimeOnly? Start { get; init; }

    /// <summary>End, local time.</summary>
    public TimeOnly? End { get; init; }

    /// <summary>Length in minutes.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>Where, as written.</summary>
    public string? Place { get; init; }

    /// <summary>应到: how many were due.</summary>
    public int? Due { get; init; }

    /// <summary>实到: Party members present, the speaker included.</summary>
    public int? Attendees { get; init; }

    /// <summary>How many of those due were absent.</summary>
    public int? Absent { get; init; }

    /// <summary>Absent people named in the text, with the reason where one was given.</summary>
    public IReadOnlyList<Absence>? Absences { get; init; }

    /// <summary>What it was about, as written.</summary>
    public string? Topic { get; init; }

    /// <summary>Hours of volunteering or study, decimal.</summary>
    public decimal? Hours { get; init; }

    /// <summary>Points for each person named, negative to deduct.</summary>
    public decimal? Points { get; init; }

    /// <summary>Why, as written.</summary>
    public string? Reason { get; init; }

    /// <summary>People credited or spoken for, as written, without the speaker.</summary>
    public IReadOnlyList<string>? Members { get; init; }

    /// <summary>Branch names without 党支部/支部; the single entry 全部 for all of them.</summary>
    public IReadOnlyList<string>? Branch { get; init; }

    /// <summary><c>2023</c>, <c>2023H1</c>, <c>2023Q3</c>, <c>2023-10</c> or a run of months <c>2023-10/2023-12</c>.</summary>
    public string? Period { get; init; }

    /// <summary>Money in CNY.</summary>
    public decimal? Amount { get; init; }

    /// <summary>To whom a notice goes, as written.</summary>
    public string? Audience { get; init; }

    /// <summary>The notice or suggestion itself, as written.</summary>
    public string? Content { get; init; }

    /// <summary>The content before its author last changed a few words of it; never said, only remembered.</summary>
    public string? Before { get; init; }
}

/// <summary>Somebody named as absent.</summary>
/// <param name="Name">As written.</param>
/// <param name="Reason">病假, 事假, 公差 …; null where none was given. Never repeated in a group.</param>
public sealed record Absence(string Name, string? Reason);
