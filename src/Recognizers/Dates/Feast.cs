namespace PartyBuilding.Recognizers.Dates;

/// <summary>How the day of a feast is found.</summary>
internal enum FeastRule : byte { Solar, Lunar, LastOfLunarYear, NthWeekday, Term }

/// <summary>A day of the year with a name.</summary>
/// <param name="Name">As people write it.</param>
/// <param name="Rule">How the day is found.</param>
/// <param name="Month">Month, solar or lunar; for a solar term its number, 0 小寒 … 23 冬至.</param>
/// <param name="Day">Day of the month; for an nth weekday the n.</param>
/// <param name="Weekday">For an nth weekday: 1 Monday … 7 Sunday.</param>
/// <param name="Off">Days off in a row by custom when they are fixed (国庆 7), else 1: the day and a weekend beside it.</param>
/// <param name="IsNumber">The name is a number too (七一, 十一), so it needs a sign that a day is meant.</param>
/// <param name="InReference">Whether the reference model knows it under this name.</param>
internal sealed record Feast(
    string Name, FeastRule Rule, int Month, int Day, int Weekday = 0, int Off = 1, bool IsNumber = false, bool InReference = false);
