namespace PartyBuilding.Plan;

/// <summary>Kinds that are spoken of together, such as 三会一课.</summary>
/// <param name="Key">Its name in data.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="Aliases">Other names people write.</param>
/// <param name="Kinds">Keys of its kinds, in the order they are told.</param>
public sealed record KindGroup(string Key, string Name, IReadOnlyList<string> Aliases, IReadOnlyList<string> Kinds);
