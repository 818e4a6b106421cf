using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>A dialog ready to be tried on messages.</summary>
internal sealed record CompiledDialog(
    DialogDefinition Definition, CompiledPhrase[] Phrases, Program[] Unless, Program[] Facts, HashSet<string> Slots, HashSet<string> WinsOver)
{
    public string Intent => Definition.Intent;
}

/// <summary>A phrase ready to be tried.</summary>
internal sealed record CompiledPhrase(Program Program, Trust Trust);

/// <summary>A kind of activity with what describes it.</summary>
internal sealed record CompiledKind(KindWords Words, Program[] Signs);
