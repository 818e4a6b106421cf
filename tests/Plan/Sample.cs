using PartyBuilding.Bot.DataFiles;
using PartyBuilding.Plan;

namespace PartyBuilding.Tests.Plan;

/// <summary>The plan as it is shipped, and a few short ways to write days and facts.</summary>
internal static class Sample
{
    public static WorkPlan Plan { get; } = Load();

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", null);

    public static Period Period(string code) => PartyBuilding.Plan.Period.Parse(code, Plan.Calendar)!;

    /// <summary><c>theme-day 2026-04-24</c>, with a period named <c>theme-day 2026-11-02 2026-10</c>.</summary>
    public static Fact Fact(string text)
    {
        var parts = text.Split(' ');
        return new(parts[0], Day(parts[1])) { Named = parts.Length > 2 ? Period(parts[2]) : null };
    }

    public static Fact[] Facts(string lines) =>
        [.. lines.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Fact)];

    private static WorkPlan Load()
    {
        var faults = new Faults();
        return PlanFiles.Read(Path.Combine(AppContext.BaseDirectory, "plan"), faults)
            ?? throw new InvalidOperationException(string.Join('\n', faults));
    }
}
