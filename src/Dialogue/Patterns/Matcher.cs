using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue.Patterns;

/// <summary>
/// Finds programs in one spotted message. A pair of instruction and place that has failed once is never tried again, so
/// the work is bounded by pattern length times message length, whatever the pattern.
/// </summary>
/// <param name="spotted">The message.</param>
/// <param name="isFree">Which values may still be captured; all when it is missing.</param>
internal sealed class Matcher(Spotted spotted, Func<Item, bool>? isFree = null)
{
    private readonly PlainText text = spotted.Text;
    private readonly List<Capture> captures = [];
    private readonly Stack<int> opened = [];
    private ulong[] failed = [];
    private Instruction[] code = [];
    private int words;

    /// <summary>What the last match filled, in text order.</summary>
    public IReadOnlyList<Capture> Captures => captures;

    /// <summary>First place after the last match.</summary>
    public int End { get; private set; }

    /// <summary>Characters that the last match took by words and values, not by gaps or free text.</summary>
    public int Solid { get; private set; }

    /// <summary>False when the message lacks a word or a value that the program needs.</summary>
    public bool MayFind(Program program) => spotted.MayMatch(program);

    /// <summary>Finds the first match that starts at or after <paramref name="from"/>.</summary>
    /// <returns>Its start, or -1.</returns>
    public int Find(Program program, int from = 0)
    {
        if (!spotted.MayMatch(program))
            return -1;
        Prepare(program);
        for (var start = from; start <= text.Length; start++)
        {
            if (program.Starts is { } starts && !spotted.MayStart(starts, start))
                continue;
            captures.Clear();
            opened.Clear();
            if (Run(0, start, 0))
                return start;
        }

        return -1;
    }

    private void Prepare(Program program)
    {
        code = program.Code;
        words = (code.Length + 63) / 64;
        var size = words * (text.Length + 1);
        if (failed.Length < size)
            failed = new ulong[size];
        else
            Array.Clear(failed, 0, size);
    }

    private bool Enter(int at, int place)
    {
        ref var set = ref failed[place * words + (at >> 6)];
        var bit = 1UL << (at & 63);
        if ((set & bit) != 0)
            return false;
        set |= bit;
        return true;
    }

    private bool Run(int at, int place, int solid)
    {
        while (true)
        {
            if (!Enter(at, place))
                return false;
            var instruction = code[at];
            switch (instruction.Op)
            {
                case Op.Match:
                    (End, Solid) = (place, solid);
                    return true;
                case Op.Word:
                    return RunWord(instruction.A, at, place, solid);
                case Op.Item:
                    return RunItem(instruction, at, place, solid);
                case Op.Text:
                    return RunText(instruction, at, place, solid);
                case Op.TextToClause:
                    return RunTail(instruction, at, place, ClauseEnd(place), solid);
                case Op.TextToEnd:
                    return RunTail(instruction, at, place, text.Length, solid);
                case Op.Gap or Op.GapTight or Op.GapAnywhere:
                    if (Run(at + 1, place, solid))
                        return true;
                    if (place >= text.Length || IsGapEnd(instruction.Op, place))
                        return false;
                    place++;
                    continue;
                case Op.Border:
                    if (!Holds((BorderKind)instruction.A, place))
                        return false;
                    break;
                case Op.Break:
                    if (place >= text.Length || !text.IsBreak(place))
                        return false;
                    break;
                case Op.Open:
                    opened.Push(place);
                    if (Run(at + 1, place, solid))
                        return true;
                    opened.Pop();
                    return false;
                case Op.Close:
                    return RunClose(instruction, at, place, solid);
                case Op.Given:
                    captures.Add(new Capture(instruction.Slot!, place, place, null, instruction.Given));
                    if (Run(at + 1, place, solid))
                        return true;
                    captures.RemoveAt(captures.Count - 1);
                    return false;
                case Op.Split:
                    if (Run(instruction.A, place, solid))
                        return true;
                    at = instruction.B;
                    continue;
                case Op.Jump:
                    at = instruction.A;
                    continue;
            }

            at++;
        }
    }

    private bool IsGapEnd(Op op, int place) => op switch
    {
        Op.Gap => PlainText.IsHardStop(text.Chars[place]),
        Op.GapTight => PlainText.IsStop(text.Chars[place]) || text.Chars[place] is '"' or '《' or '》' || text.IsBreak(place + 1) || spotted.IsTimed(place),
        _ => false,
    };

    // Longest word first: 支部党员大会 before 支部.
    private bool RunWord(int number, int at, int place, int solid)
    {
        if (place >= text.Length)
            return false;
        var here = spotted.WordsAt(place);
        for (var i = here.Length - 1; i >= 0; i--)
            if (spotted.Vocabulary.IsIn(here[i].Word, number) && Run(at + 1, here[i].End, solid + here[i].End - place))
                return true;
        return false;
    }

    private bool RunItem(Instruction instruction, int at, int place, int solid)
    {
        if (spotted.ItemsAt(place) is not { } here)
            return false;
        var types = (ItemTypes)instruction.A;
        foreach (var item in here)
        {
            if ((item.Types & types) == 0 || instruction.Slot is not null && isFree is not null && !isFree(item))
                continue;
            if (instruction.Slot is { } slot)
                captures.Add(new Capture(slot, place, item.End, item, null));
            if (Run(at + 1, item.End, solid + item.End - place))
                return true;
            if (instruction.Slot is not null)
                captures.RemoveAt(captures.Count - 1);
        }

        return false;
    }

    private bool RunText(Instruction instruction, int at, int place, int solid)
    {
        var last = ClauseEnd(place);
        for (var end = place + 1; end <= last; end++)
        {
            captures.Add(new Capture(instruction.Slot!, place, end, null, null));
            if (Run(at + 1, end, solid))
                return true;
            captures.RemoveAt(captures.Count - 1);
        }

        return false;
    }

    private bool RunTail(Instruction instruction, int at, int place, int end, int solid)
    {
        if (end <= place)
            return false;
        captures.Add(new Capture(instruction.Slot!, place, end, null, null));
        if (Run(at + 1, end, solid))
            return true;
        captures.RemoveAt(captures.Count - 1);
        return false;
    }

    private bool RunClose(Instruction instruction, int at, int place, int solid)
    {
        var start = opened.Pop();
        captures.Add(new Capture(instruction.Slot!, start, place, null, null));
        if (Run(at + 1, place, solid))
            return true;
        captures.RemoveAt(captures.Count - 1);
        opened.Push(start);
        return false;
    }

    /// <summary>Where the clause at a place ends; what stands in quotation marks stays together.</summary>
    private int ClauseEnd(int place)
    {
        char? close = null;
        for (var i = place; i < text.Length; i++)
        {
            var c = text.Chars[i];
            if (close is not null)
            {
                if (c == close)
                    close = null;
                continue;
            }

            if (c == '"' && text.Span[(i + 1)..].Contains('"'))
                close = '"';
            else if (c == '《' && text.Span[(i + 1)..].Contains('》'))
                close = '》';
            else if (PlainText.IsStop(c) || i > place && text.IsBreak(i))
                return i;
        }

        return text.Length;
    }

    private bool Holds(BorderKind kind, int place) => kind switch
    {
        BorderKind.MessageStart => OnlySigns(0, place),
        BorderKind.MessageEnd => OnlySigns(place, text.Length),
        BorderKind.ClauseStart => IsClauseStart(place),
        BorderKind.PieceStart => IsClauseStart(place) || spotted.IsValueEnd(place),
        _ => place >= text.Length || text.IsBreak(place) || !char.IsLetterOrDigit(text.Chars[place]),
    };

    private bool IsClauseStart(int place) => place == 0 || text.IsBreak(place) || !char.IsLetterOrDigit(text.Chars[place - 1]);

    private bool OnlySigns(int start, int end)
    {
        for (var i = start; i < end; i++)
            if (char.IsLetterOrDigit(text.Chars[i]))
                return false;
        return true;
    }
}
