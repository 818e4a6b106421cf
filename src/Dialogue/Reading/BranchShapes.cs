using System.Runtime.CompilerServices;
using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>A branch as written, without 支部; <paramref name="Named"/> when 支部 stood there or the roster knows it.</summary>
internal sealed record MentionedBranch(string Written, bool Named);

/// <summary>Finds branches: those of the roster, and what ends like a school and begins after a border.</summary>
internal sealed class BranchShapes
{
    private const int Longest = 10;

    private readonly string[] schools;
    private readonly string[] branches;
    private readonly string[] borders;
    private readonly string[] inside;

    public BranchShapes(NameShapes shapes)
    {
        schools = [.. shapes.SchoolEndings.OrderByDescending(ending => ending.Length)];
        branches = [.. shapes.BranchEndings.OrderByDescending(ending => ending.Length)];
        borders = [.. shapes.Borders];
        inside = [.. shapes.Inside];
    }

    public void Add(Spotted spotted, NameIndex names)
    {
        var text = spotted.Text;
        var taken = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (names.LongestBranch(text.Span[at..]) is var known and > 0)
            {
                Add(spotted, at, at + known, at + known + Ending(text, at + known, branches), true);
                taken = at + known;
                at = taken - 1;
                continue;
            }

            if (at < taken || ShapeEnd(text, at) is not (> 0 and var end, var nameEnd))
                continue;
            var start = Begin(spotted, at, taken);
            if (nameEnd - start < 2 || start == at && nameEnd == at || IsGeneric(text, start, at, nameEnd, end) || IsOrdinary(spotted, start, at, nameEnd))
                continue;
            Add(spotted, start, nameEnd, end, end > nameEnd);
            taken = end;
            at = end - 1;
        }
    }

    // 城南小学[支部] ends as a school; 语文支部 ends as a branch only.
    private (int End, int NameEnd) ShapeEnd(PlainText text, int at)
    {
        if (Ending(text, at, schools) is var school and > 0 && (!IsShort(text.Chars[at]) || StandsAlone(text, at + school)))
            return (at + school + Ending(text, at + school, branches), at + school);
        return Ending(text, at, branches) is var branch and > 0 ? (at + branch, at) : (0, 0);
    }

    // 没开党课的学校 names no school; 一中 and 中心校支部 do.
    private static bool IsGeneric(PlainText text, int start, int at, int nameEnd, int end) =>
        start == at && end == nameEnd && !IsShort(text.Chars[at]);

    // 召开支部…, 集中学习, 三小时: what looks like a name contains words of the language, unless names are made of them (退休教师支部),
    // or its ending belongs to something else.
    private bool IsOrdinary(Spotted spotted, int start, int at, int nameEnd)
    {
        if (nameEnd == at)
            for (var place = start; place < nameEnd; place++)
                foreach (var (end, _) in spotted.WordsAt(place))
                    if (end <= nameEnd && end - place >= 2 && Array.IndexOf(inside, spotted.Text.Exact(place, end)) < 0)
                        return true;
        // 集中学了 is no school.
        if (nameEnd > at && start < at)
            foreach (var (end, _) in spotted.WordsAt(start))
                if (end > at && end < nameEnd)
                    return true;
        foreach (var item in spotted.Items)
            if ((item.Types & NotInNames) != 0 && item.Start < nameEnd && item.End > at && (item.End > nameEnd || (item.Types & ItemTypes.Kind) != 0))
                return true;
        return false;
    }

    private const ItemTypes NotInNames =
        ItemTypes.Kind | ItemTypes.Length | ItemTypes.Day | ItemTypes.Number | ItemTypes.Clock | ItemTypes.Period | ItemTypes.Days;

    // 一中 and 三小 are names only where nothing else begins: not in 三中全会 or 三小时.
    private static bool IsShort(char first) => first is '一' or '二' or '三' or '四' or '五' or '六' or '高' or '初' or '实';

    private bool StandsAlone(PlainText text, int end) =>
        text.IsClauseEnd(end) || Ending(text, end, branches) > 0 || text.Chars[end] is '和' or '与' or '的' or '、' or '支';

    private int Begin(Spotted spotted, int at, int taken)
    {
        var text = spotted.Text;
        var start = at;
        while (start > taken && at - start < Longest && char.IsLetterOrDigit(text.Chars[start - 1]) && !text.IsBreak(start) && !IsBorder(spotted, start))
            start--;
        return start;
    }

    private bool IsBorder(Spotted spotted, int place)
    {
        var text = spotted.Text;
        foreach (var item in spotted.Items)
            if (item.End == place && (item.Types & (ItemTypes.Day | ItemTypes.Period | ItemTypes.Days | ItemTypes.Clock | ItemTypes.Kind)) != 0)
                return true;
        var longest = 0;
        foreach (var border in borders)
            if (border.Length > longest && place >= border.Length && text.Span[(place - border.Length)..place].SequenceEqual(border))
                longest = border.Length;
        // 下 of 下河 is part of the name, 一下 before it is not.
        return longest > 1 || longest == 1 && !IsInside(text, place);
    }

    private bool IsInside(PlainText text, int place)
    {
        foreach (var exception in inside)
        {
            var from = Math.Max(0, place - exception.Length + 1);
            if (text.Span[from..Math.Min(text.Length, place + exception.Length - 1)].IndexOf(exception) >= 0)
                return true;
        }

        return false;
    }

    // Thousands of sentences are read at load, before the runtime would come to this by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Ending(PlainText text, int at, string[] endings)
    {
        if (at >= text.Length)
            return 0;
        foreach (var ending in endings)
            if (ending[0] == text.Chars[at] && text.Span[at..].StartsWith(ending))
                return ending.Length;
        return 0;
    }

    private static void Add(Spotted spotted, int start, int nameEnd, int end, bool named) =>
        spotted.Add(new Item(start, end, ItemTypes.Branch, new MentionedBranch(spotted.Text.Exact(start, nameEnd), named)));
}
