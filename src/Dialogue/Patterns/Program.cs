namespace PartyBuilding.Dialogue.Patterns;

/// <summary>What one instruction of a compiled pattern does.</summary>
internal enum Op
{
    /// <summary>Takes a word of class <c>A</c>.</summary>
    Word,

    /// <summary>Takes an item of types <c>A</c> into <c>Slot</c>.</summary>
    Item,

    /// <summary>Takes free text within the clause, as little as fits.</summary>
    Text,

    /// <summary>Takes free text up to the clause's end.</summary>
    TextToClause,

    /// <summary>Takes everything to the end of the message.</summary>
    TextToEnd,

    /// <summary>Skips text within the clause.</summary>
    Gap,

    /// <summary>Skips text up to the next sign, space or number: inside a passage with a pattern of its own.</summary>
    GapTight,

    /// <summary>Skips any text.</summary>
    GapAnywhere,

    /// <summary>Holds at border <c>A</c>.</summary>
    Border,

    /// <summary>Holds where a space or an emoji stood.</summary>
    Break,

    /// <summary>Begins a passage for <c>Slot</c>.</summary>
    Open,

    /// <summary>Ends the passage begun last for <c>Slot</c>.</summary>
    Close,

    /// <summary>Sets <c>Slot</c> to <c>Given</c>.</summary>
    Given,

    /// <summary>Tries <c>A</c> first, then <c>B</c>.</summary>
    Split,

    /// <summary>Goes on at <c>A</c>.</summary>
    Jump,

    /// <summary>The pattern is found.</summary>
    Match,
}

/// <summary>One instruction.</summary>
internal readonly record struct Instruction(Op Op, int A = 0, int B = 0, string? Slot = null, string? Given = null);

/// <summary>A compiled pattern. Matching it visits each pair of instruction and place at most once.</summary>
/// <param name="Source">The pattern as written, for explanations.</param>
/// <param name="Code">Its instructions.</param>
/// <param name="Needs">Word classes without which it cannot match.</param>
/// <param name="NeedsTypes">Types of items without which it cannot match.</param>
/// <param name="Starts">What a match begins with; null where that may be anything.</param>
internal sealed record Program(string Source, Instruction[] Code, int[] Needs, ItemTypes[] NeedsTypes, Starts? Starts);

/// <summary>What stands where a match begins: a word of one of some classes, or an item of one of some types.</summary>
internal sealed record Starts(int[] Words, ItemTypes Types)
{
    /// <summary>Every way into the code up to the first character it takes.</summary>
    public static Starts? Of(IReadOnlyList<Instruction> code)
    {
        var (words, types) = (new HashSet<int>(), default(ItemTypes));
        var (ways, seen) = (new Stack<int>([0]), new HashSet<int>());
        while (ways.TryPop(out var at))
        {
            if (!seen.Add(at))
                continue;
            switch (code[at])
            {
                case { Op: Op.Word, A: var number }:
                    words.Add(number);
                    break;
                case { Op: Op.Item, A: var of }:
                    types |= (ItemTypes)of;
                    break;
                case { Op: Op.Border or Op.Break or Op.Open or Op.Close or Op.Given }:
                    ways.Push(at + 1);
                    break;
                case { Op: Op.Split, A: var first, B: var second }:
                    ways.Push(first);
                    ways.Push(second);
                    break;
                case { Op: Op.Jump, A: var target }:
                    ways.Push(target);
                    break;
                default:
                    return null;
            }
        }

        return new Starts([.. words], types);
    }
}
