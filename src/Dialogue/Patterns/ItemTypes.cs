namespace PartyBuilding.Dialogue.Patterns;

/// <summary>What a spotted passage can stand for; one passage may be several things.</summary>
[Flags]
internal enum ItemTypes
{
    None = 0,

    /// <summary>One calendar day, perhaps with a time.</summary>
    Day = 1,

    /// <summary>A day named by a festival only: often part of a title.</summary>
    Feast = 2,

    /// <summary>Its time lies before now.</summary>
    Past = 4,

    /// <summary>Its time lies after now.</summary>
    Future = 8,

    /// <summary>A time of day.</summary>
    Clock = 16,

    /// <summary>A stretch between two times of day.</summary>
    Clocks = 32,

    /// <summary>A length of time.</summary>
    Length = 64,

    /// <summary>A plain number.</summary>
    Number = 128,

    /// <summary>A sum of money.</summary>
    Money = 256,

    /// <summary>A month, quarter, half or whole year.</summary>
    Period = 512,

    /// <summary>A stretch of days of any length, weeks included.</summary>
    Days = 1024,

    /// <summary>A kind of activity by name.</summary>
    Kind = 2048,

    /// <summary>A kind of activity by description.</summary>
    Sign = 4096,

    /// <summary>Somebody's name, from the roster or by its form (老韩, 王老师).</summary>
    Person = 8192,

    /// <summary>Characters that could be somebody's name.</summary>
    Guess = 16384,

    /// <summary>A branch by name.</summary>
    Branch = 32768,

    /// <summary>Yes.</summary>
    Yes = 65536,

    /// <summary>No.</summary>
    No = 131072,

    /// <summary>A place in an order.</summary>
    Ordinal = 262144,

    /// <summary>Written like a date but impossible.</summary>
    Bad = 524288,

    /// <summary>A kind that only queries know.</summary>
    KindGroup = 1048576,

    /// <summary>上午, 晚上 without an hour.</summary>
    PartOfDay = 4194304,

    /// <summary>Something that recurs (每周三).</summary>
    Recurring = 2097152,

    /// <summary>A thing to be done that is no activity (责任书, 七个一).</summary>
    Duty = 8388608,
}
