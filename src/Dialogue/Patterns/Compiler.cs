using PartyBuilding.Dialogue.Definitions;

namespace PartyBuilding.Dialogue.Patterns;

/// <summary>Turns patterns into programs. Rules are read once and may use each other, but not in a circle.</summary>
internal sealed class Compiler(Vocabulary vocabulary, IReadOnlyDictionary<string, IReadOnlyList<Written>> rules, Action<string, string> fault)
{
    private readonly Dictionary<string, Shape?> shapes = [];
    private bool tight;

    /// <summary>The compiled pattern, or null after noting what is wrong with it.</summary>
    public Program? Compile(Written pattern)
    {
        try
        {
            var shape = PatternParser.Parse(pattern.Text, Rule);
            var code = new List<Instruction>();
            Emit(shape, code, last: true);
            code.Add(new Instruction(Op.Match));
            var needs = new HashSet<int>();
            var types = new List<ItemTypes>();
            Need(shape, needs, types);
            return new Program(pattern.Text, [.. code], [.. needs], [.. types], Starts.Of(code));
        }
        catch (PatternException e)
        {
            fault(pattern.Where, $"句式“{pattern.Text}”：{e.Message}");
            return null;
        }
    }

    private Shape? Rule(string name)
    {
        if (shapes.TryGetValue(name, out var known))
            return known ?? throw new PatternException($"规则“{name}”用到了它自己。");
        if (!rules.TryGetValue(name, out var choices))
            return null;
        shapes[name] = null;
        var shape = PatternParser.Parse(string.Join('|', choices.Select(choice => choice.Text)), Rule);
        shapes[name] = shape;
        return shape;
    }

    private void Emit(Shape shape, List<Instruction> code, bool last)
    {
        switch (shape)
        {
            case Shape.Words words:
                code.Add(new Instruction(Op.Word, vocabulary.Class(words.Any)));
                break;
            case Shape.Spot spot:
                code.Add(new Instruction(Op.Item, (int)spot.Types, Slot: spot.Slot));
                break;
            case Shape.People people:
                EmitPeople(people, code);
                break;
            case Shape.Passage passage:
                code.Add(new Instruction(passage.ToEnd ? Op.TextToEnd : last ? Op.TextToClause : Op.Text, Slot: passage.Slot));
                break;
            case Shape.Shaped shaped:
                code.Add(new Instruction(Op.Open, Slot: shaped.Slot));
                tight = true;
                Emit(shaped.Inside, code, last: false);
                tight = false;
                code.Add(new Instruction(Op.Close, Slot: shaped.Slot));
                break;
            case Shape.Given given:
                code.Add(new Instruction(Op.Given, Slot: given.Slot, Given: given.Value));
                break;
            case Shape.Gap gap:
                code.Add(new Instruction(gap.Anywhere ? Op.GapAnywhere : tight ? Op.GapTight : Op.Gap));
                break;
            case Shape.Border border:
                code.Add(new Instruction(Op.Border, (int)border.Kind));
                break;
            case Shape.Sequence sequence:
                for (var i = 0; i < sequence.Parts.Count; i++)
                    Emit(sequence.Parts[i], code, last && IsLast(sequence.Parts, i) || IsBeforeClauseEnd(sequence.Parts, i));
                break;
            case Shape.Many many:
                var loop = code.Count;
                code.Add(default);
                Emit(many.Inside, code, last: false);
                code.Add(new Instruction(Op.Jump, loop));
                code[loop] = new Instruction(Op.Split, loop + 1, code.Count);
                break;
            case Shape.OneOf choice:
                EmitChoice(choice, code, last);
                break;
        }
    }

    // A passage before nothing but given values still ends the pattern.
    private static bool IsLast(IReadOnlyList<Shape> parts, int i) => parts.Skip(i + 1).All(part => part is Shape.Given);

    // What is asked to end with the clause takes all of it, a quotation with spaces included.
    private static bool IsBeforeClauseEnd(IReadOnlyList<Shape> parts, int i) =>
        parts[i] is Shape.Passage && i + 1 < parts.Count && parts[i + 1] is Shape.Border { Kind: BorderKind.ClauseEnd };

    private void EmitChoice(Shape.OneOf choice, List<Instruction> code, bool last)
    {
        var exits = new List<int>();
        for (var i = 0; i < choice.Choices.Count; i++)
        {
            var split = code.Count;
            if (i < choice.Choices.Count - 1)
                code.Add(default);
            Emit(choice.Choices[i], code, last);
            if (i == choice.Choices.Count - 1)
                break;
            exits.Add(code.Count);
            code.Add(default);
            code[split] = new Instruction(Op.Split, split + 1, code.Count);
        }

        foreach (var exit in exits)
            code[exit] = new Instruction(Op.Jump, code.Count);
    }

    // 许薇、老蒋两个人 and 王芳他俩 are counted after they are named.
    private static readonly string[] Counted =
        ["两个人", "两个", "两人", "二人", "两位", "二位", "两名", "俩人", "俩", "他俩", "她俩", "他们俩", "她们俩", "他们两个", "三个人", "三人", "三位", "三名", "仨人", "仨", "等三位", "等两位", "等四位", "等三人", "等两人", "等四人", "他们仨", "四人", "四位",
         "两位同志", "两位老师", "三位同志", "三位老师", "几位", "几个", "等", "等人", "等同志", "他们", "她们"];

    // person (and? person)* [two of them]
    private void EmitPeople(Shape.People people, List<Instruction> code)
    {
        const int Anybody = (int)(ItemTypes.Person | ItemTypes.Guess);
        code.Add(new Instruction(Op.Item, people.KnownOnly ? (int)ItemTypes.Person : Anybody, Slot: people.Slot));
        var more = code.Count;
        code.Add(new Instruction(Op.Split, more + 1, more + 10));
        code.Add(new Instruction(Op.Split, more + 2, more + 4));
        code.Add(new Instruction(Op.Word, vocabulary.Class(["、", "\n", "和", "与", "跟", "及", "以及", "还有", "啊", "啊和", "啊还有", "呀", "呀和", "呀还有", ",", "同", "/"])));
        code.Add(new Instruction(Op.Jump, more + 6));
        code.Add(new Instruction(Op.Split, more + 5, more + 8));
        code.Add(new Instruction(Op.Break));
        // What stands beside somebody's name is a name, however it looks.
        code.Add(new Instruction(Op.Item, Anybody, Slot: people.Slot));
        code.Add(new Instruction(Op.Jump, more));
        // 老鲍老杭小滕 needs no sign between.
        code.Add(new Instruction(Op.Item, (int)ItemTypes.Person, Slot: people.Slot));
        code.Add(new Instruction(Op.Jump, more));
        code.Add(new Instruction(Op.Split, more + 11, more + 12));
        code.Add(new Instruction(Op.Word, vocabulary.Class(Counted)));
    }

    private void Need(Shape shape, HashSet<int> needs, List<ItemTypes> types)
    {
        switch (shape)
        {
            case Shape.Words words:
                needs.Add(vocabulary.Class(words.Any));
                break;
            case Shape.Spot spot:
                types.Add(spot.Types);
                break;
            case Shape.People people:
                types.Add(people.KnownOnly ? ItemTypes.Person : ItemTypes.Person | ItemTypes.Guess);
                break;
            case Shape.Shaped shaped:
                Need(shaped.Inside, needs, types);
                break;
            case Shape.Sequence sequence:
                foreach (var part in sequence.Parts)
                    Need(part, needs, types);
                break;
        }
    }
}
