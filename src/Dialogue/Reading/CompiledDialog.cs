using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>A dialog ready to be tried on messages.</summary>
internal sealed record CompiledDialog(
    DialogDefinition Definition, CompiledPhrase[] Phrases, CompiledPhrase[] Unless, CompiledPhrase[] Never, Program[] Facts, HashSet<string> Slots, HashSet<string> WinsOver)
{
    public string Intent => Definition.Intent;

    /// <summary>True when something in the message forbids the dialog, however much speaks for it.</summary>
    public bool IsForbidden(Trust trust, Matcher matcher) =>
        Array.Exists(Never, never => never.Find(matcher) is not null)
        || trust < Trust.Certain && Array.Exists(Unless, unless => unless.Find(matcher) is not null);
}

/// <summary>A phrase ready to be tried: all its programs must match, in any order.</summary>
internal sealed record CompiledPhrase(Program[] Programs, Trust Trust)
{
    /// <summary>The phrase in a message, or null.</summary>
    public (int Start, int End, int Solid, List<Capture> Captures)? Find(Matcher matcher)
    {
        var (start, end, solid) = (int.MaxValue, 0, 0);
        if (!Array.TrueForAll(Programs, matcher.MayFind))
            return null;
        List<Capture>? captures = null;
        foreach (var program in Programs)
        {
            if (matcher.Find(program) is not (>= 0 and var at))
                return null;
            (start, end, solid) = (Math.Min(start, at), Math.Max(end, matcher.End), solid + matcher.Solid);
            (captures ??= []).AddRange(matcher.Captures);
        }

        return (start, end, solid, captures ?? []);
    }
}

/// <summary>A kind of activity with what describes it.</summary>
internal sealed record CompiledKind(KindWords Words, Program[] Signs);
