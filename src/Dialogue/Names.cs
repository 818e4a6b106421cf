namespace PartyBuilding.Dialogue;

/// <summary>Names a message may contain: people and branches of the county.</summary>
/// <param name="People">Every member by name and branch; several may share a name.</param>
/// <param name="Branches">Every branch by name, without 党支部/支部, with its short forms.</param>
public sealed record Names(IReadOnlyList<PersonName> People, IReadOnlyList<BranchName> Branches);

/// <summary>One member's name.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Branch">Name of the branch.</param>
public sealed record PersonName(string Name, string Branch);

/// <summary>One branch's names.</summary>
/// <param name="Name">Without 党支部/支部.</param>
/// <param name="ShortForms">Other forms people write.</param>
public sealed record BranchName(string Name, IReadOnlyList<string> ShortForms);
