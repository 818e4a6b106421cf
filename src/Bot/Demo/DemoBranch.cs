namespace PartyBuilding.Bot.Demo;

/// <summary>A branch of the demo county.</summary>
/// <param name="Key">Part of its people's ids; never changes.</param>
/// <param name="Name">Without 党支部.</param>
/// <param name="ShortForms">What people also call it.</param>
/// <param name="Diligence">Share of its duties that it meets and reports, 0 to 1.</param>
/// <param name="DayShift">How many days around the usual day it holds its theme day.</param>
/// <param name="People">Secretary first, then the committee; one name after the other.</param>
internal sealed record DemoBranch(string Key, string Name, string[] ShortForms, double Diligence, int DayShift, string People)
{
    /// <summary>From how many people on a branch has a committee.</summary>
    private const int WithCommittee = 7;

    /// <summary>From how many people on it has two groups.</summary>
    private const int WithGroups = 14;

    public IReadOnlyList<string> Names { get; } = People.Split(' ');

    public bool HasCommittee => Names.Count >= WithCommittee;

    public int Groups => Names.Count >= WithGroups ? 2 : 0;

    public int CommitteeSize => HasCommittee ? Names.Count >= WithGroups ? 5 : 3 : 1;
}
