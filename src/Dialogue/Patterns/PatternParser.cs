using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue.Patterns;

/// <summary>
/// Reads a pattern as people write it in <c>dialogs/</c>: <c>(a|b)</c> one of, <c>[a]</c> may be missing, <c>&lt;rule&gt;</c>,
/// <c>{slot}</c>, <c>{slot=value}</c>, <c>~</c> any text within the clause, <c>…</c> any text, <c>^ $</c> the message's and
/// <c>` '</c> a clause's borders, <c>¦</c> a clause's beginning or the end of a value. Spaces are for the reader only.
/// </summary>
internal sealed class PatternParser(string text, Func<string, Shape?> rule)
{
    private int at;

    public static Shape Parse(string text, Func<string, Shape?> rule)
    {
        var parser = new PatternParser(text, rule);
        var shape = parser.Choices('\0');
        return parser.at == text.Length ? shape : throw new PatternException($"多了一个“{text[parser.at]}”。");
    }

    private Shape Choices(char close)
    {
        var choices = new List<Shape> { Sequence(close) };
        while (at < text.Length && text[at] == '|')
        {
            at++;
            choices.Add(Sequence(close));
        }

        return Simplify(choices);
    }

    // Alternatives that are all plain words become one word class: found by the trie, tested in one look.
    private static Shape Simplify(List<Shape> choices) =>
        choices.Count == 1 ? choices[0]
        : choices.All(choice => choice is Shape.Words) ? new Shape.Words([.. choices.SelectMany(choice => ((Shape.Words)choice).Any)])
        : new Shape.OneOf(choices);

    private Shape Sequence(char close)
    {
        var parts = new List<Shape>();
        while (at < text.Length && text[at] != '|' && text[at] != close)
            if (Part() is { } part)
                parts.Add(part);
        return parts.Count == 1 ? parts[0] : new Shape.Sequence(parts);
    }

    private Shape? Part()
    {
        switch (text[at])
        {
            case ' ':
                at++;
                return null;
            case '(':
                return Repeated(Group(')'));
            case '[':
                return Repeated(new Shape.OneOf([Group(']'), new Shape.Sequence([])]));
            case '<':
                var name = Until('>');
                return rule(name) ?? throw new PatternException($"没有名为“{name}”的规则。");
            case '{':
                return Braces();
            case '~':
                at++;
                return new Shape.Gap(false);
            case '…':
                at++;
                return new Shape.Gap(true);
            case '^':
                at++;
                return new Shape.Border(BorderKind.MessageStart);
            case '$':
                at++;
                return new Shape.Border(BorderKind.MessageEnd);
            case '`':
                at++;
                return new Shape.Border(BorderKind.ClauseStart);
            case '¦':
                at++;
                return new Shape.Border(BorderKind.PieceStart);
            case '\'':
                at++;
                return new Shape.Border(BorderKind.ClauseEnd);
            case ')' or ']' or '>' or '}':
                throw new PatternException($"多了一个“{text[at]}”。");
            default:
                return Literal();
        }
    }

    // {place:~(室|厅)} takes the passage its own pattern matches.
    private Shape Braces()
    {
        var end = text.AsSpan(at).IndexOfAny(":=}");
        if (end < 0 || text[at + end] != ':')
            return SlotNames.Shape(Until('}'));
        var slot = text[(at + 1)..(at + end)];
        if (!SlotNames.IsPassage(slot))
            throw new PatternException($"“{slot}”不是文字栏目，不能带句式。");
        at += end;
        return new Shape.Shaped(slot, Group('}'));
    }

    private Shape Group(char close)
    {
        at++;
        var inside = Choices(close);
        if (at >= text.Length || text[at] != close)
            throw new PatternException($"缺少“{close}”。");
        at++;
        return inside;
    }

    private Shape Repeated(Shape group)
    {
        if (at >= text.Length || text[at] != '*')
            return group;
        at++;
        return new Shape.Many(group);
    }

    private string Until(char close)
    {
        var end = text.IndexOf(close, at);
        if (end < 0)
            throw new PatternException($"缺少“{close}”。");
        var inside = text[(at + 1)..end];
        at = end + 1;
        return inside;
    }

    private Shape.Words Literal()
    {
        var start = at;
        while (at < text.Length && !"()[]<>{}|~…^$`¦' ".Contains(text[at]))
            at++;
        return new Shape.Words([PlainText.Fold(text[start..at])]);
    }
}
