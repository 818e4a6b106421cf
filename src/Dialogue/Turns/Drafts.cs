using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Dialogue.Reading;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Dialogue.Turns;

/// <summary>Changes a few words of a text that was read back: 把周三改成周四, 删掉最后一句. What it says it does, and nothing else; else it asks.</summary>
internal sealed class Drafts(MessageReader reader, Answers answers, Sayings sayings)
{
    private const int MostChoices = 6;

    // A few changes are said in a line or two. Each stop of a longer message would have all of it read once more.
    private const int LongestOfSeveral = 200;

    private static readonly string[] Endings = ["就行了", "就行", "就好了", "就好", "吧", "哈", "了", "哦", "啊"];

    /// <summary>What a message changes in a text.</summary>
    /// <param name="draft">The text.</param>
    /// <param name="message">The message.</param>
    /// <param name="names">The names there are.</param>
    /// <param name="isTimed">True when the text is to leave at a time of its own, which may be meant as well.</param>
    /// <returns>Null when it is about something else.</returns>
    public DraftChange? Change(string draft, Message message, NameIndex names, bool isTimed = false)
    {
        var whole = Spot(message.Text, message, names);
        if (answers.Is("answer_sending", whole))
            return null;
        if (answers.Added(whole) is { } added)
            return new DraftChange.Text(Passages.Joined(draft, added));
        if (answers.Find("answer_front", whole) is { } front && Said(whole, front, "content") is { } opening)
            return new DraftChange.Text(opening.TrimEnd('。', '，', ',') + (opening is [.., '：' or ':' or '！'] ? "" : "，") + draft);
        DraftChange? change = null;
        foreach (var piece in Pieces(message, names))
        {
            change = One(draft, piece, message, names, isTimed);
            if (change is not DraftChange.Text text)
                return change;
            draft = text.Content;
        }
        return change;
    }

    /// <summary>True when the last change is to be undone.</summary>
    public bool IsUndo(Spotted spotted) => answers.Is("answer_undo", spotted);

    // 把周三改成周四，把三楼改成二楼: each of them begins a change of its own; what does not belongs to the one before.
    private List<string> Pieces(Message message, NameIndex names)
    {
        if (message.Text.Length > LongestOfSeveral)
            return [message.Text];
        var pieces = new List<string>();
        var start = 0;
        for (var i = 1; i < message.Text.Length; i++)
            if (PlainText.IsHardStop(PlainText.Fold(message.Text[i])) && IsChange(message.Text[(i + 1)..], message, names) && IsChange(message.Text[start..i], message, names))
            {
                pieces.Add(message.Text[start..i]);
                start = i + 1;
            }
        pieces.Add(message.Text[start..]);
        return pieces;
    }

    private bool IsChange(string piece, Message message, NameIndex names)
    {
        var spotted = Spot(piece, message, names);
        return answers.Is("answer_change", spotted) || answers.Is("answer_drop", spotted);
    }

    private DraftChange? One(string draft, string piece, Message message, NameIndex names, bool isTimed)
    {
        var spotted = Spot(piece, message, names);
        if (answers.Find("answer_drop", spotted) is { } drop)
            return Drop(draft, spotted, drop);
        if (answers.Find("answer_whole", spotted) is { } all && Said(spotted, all, "content") is { } text
            && (all.All(capture => capture.Given is null) || TimeOf(text, message, names) is null))
            return new DraftChange.Text(text);
        if (answers.Find("answer_change", spotted) is not { } change || Words(spotted, change, "content") is not { } words)
            return null;
        if (Words(spotted, change, "skip") is { } old)
            return Replace(draft, old, words, change.Any(capture => capture.Given == "all"), message, names);
        return change.Any(capture => capture.Slot == "place") || answers.Is("draft_place", Spot(words, message, names))
            ? Choose(draft, words, Places(draft, message, names), "draft_where")
            : ByTime(draft, words, message, names, isTimed);
    }

    private DraftChange Replace(string draft, string old, string words, bool everywhere, Message message, NameIndex names)
    {
        var places = DraftText.Find(draft, old);
        if (places.Count == 0 && TimeOf(old, message, names) is { } time)
            places = SameTimes(draft, old, time, message, names);
        if (places.Count == 0)
            return new DraftChange.Question(sayings.Say("draft_absent", ("old", old), ("quoted", Quoted(draft))), [], IsAbsent: true);
        if (places.Count == 1 || everywhere)
            return new DraftChange.Text(places.Reverse().Aggregate(draft, (text, place) => DraftText.With(text, place, words)));
        return Ask(draft, _ => words, places, "draft_many", [], ("old", old), ("count", $"{places.Count}"));
    }

    // 改成周四下午三点: what is of its sort in the text.
    private DraftChange? ByTime(string draft, string words, Message message, NameIndex names, bool isTimed)
    {
        if (TimeOf(words, message, names) is not { } time)
            return ByKind(draft, words, message, names)
                ?? new DraftChange.Question(sayings.Say("draft_unclear", ("new", words)), []);
        var places = DraftTime.In(draft, text => Spot(text, message, names)).Select(one => one.For(time)).OfType<(int Start, int End)>().ToList();
        if (!isTimed)
            return Choose(draft, words, places, "draft_when", keepPart: true);
        return places.Count == 0 ? null : Ask(draft, place => Fitting(draft, place, words, true), places, "draft_which", [$"{words}发"], ("new", words));
    }

    // 改成支部大会: the one kind of activity the text names.
    private DraftChange? ByKind(string draft, string words, Message message, NameIndex names)
    {
        var named = Spot(words, message, names);
        if (!named.Items.Exists(item => item.Start == 0 && item.End == named.Text.Length && (item.Types & ItemTypes.Kind) != 0))
            return null;
        var spotted = Spot(draft, message, names);
        return spotted.Items.Where(item => (item.Types & ItemTypes.Kind) != 0).ToList() is [var only] && DraftText.Find(draft, spotted.Text.Exact(only.Start, only.End)) is [var place]
            ? new DraftChange.Text(DraftText.With(draft, place, words))
            : null;
    }

    private DraftChange Choose(string draft, string words, IReadOnlyList<(int Start, int End)> places, string none, bool keepPart = false) => places switch
    {
        [] => new DraftChange.Question(sayings.Say(none, ("new", words)), []),
        [var only] => new DraftChange.Text(DraftText.With(draft, only, Fitting(draft, only, words, keepPart))),
        _ => Ask(draft, place => Fitting(draft, place, words, keepPart), places, "draft_which", [], ("new", words)),
    };

    private static string Fitting(string draft, (int Start, int End) place, string words, bool keepPart) =>
        keepPart ? DraftTime.Kept(draft[place.Start..place.End], words) : words;

    private DraftChange.Question Ask(string draft, Func<(int Start, int End), string> words, IReadOnlyList<(int Start, int End)> places, string say, string[] more, params (string, string?)[] values)
    {
        var choices = places.Take(MostChoices).Select(place =>
        {
            var (start, end) = DraftText.Around(draft, place);
            return $"把“{draft[start..end]}”改成“{draft[start..place.Start]}{words(place)}{draft[place.End..end]}”";
        }).ToList();
        if (words(places[0]) is { Length: > 0 } same && places.Count > 1 && places.Select(place => draft[place.Start..place.End]).Distinct().Count() == 1)
            choices.Add($"把“{draft[places[0].Start..places[0].End]}”都改成“{same}”");
        choices.AddRange(more);
        return new(sayings.Say(say, [.. values, ("choices", string.Concat(choices.Select((choice, n) => $"\n{n + 1}. {choice}")))]), choices);
    }

    private DraftChange Drop(string draft, Spotted spotted, IReadOnlyList<Capture> captures)
    {
        var old = Words(spotted, captures, "skip");
        var sentences = DraftText.Sentences(draft);
        var which = captures.FirstOrDefault(capture => capture.Given is not null).Given switch
        {
            "last" => sentences.Count - 1,
            "first" => 0,
            "nth" when spotted.Items.Find(item => item.Payload is Recognizers.Reading { Value: Value.Ordinal }) is { Payload: Recognizers.Reading { Value: Value.Ordinal { Place: var place } } } => place - 1,
            _ => -1,
        };
        if (old is null)
            return which < 0 || which >= sentences.Count ? new DraftChange.Question(sayings.Say("draft_nth", ("quoted", Quoted(draft))), [])
                : sentences.Count == 1 ? new DraftChange.Question(sayings.Say("draft_only"), [])
                : new DraftChange.Text(DraftText.Without(draft, sentences[which]));
        return DraftText.Find(draft, old) switch
        {
            [] => new DraftChange.Question(sayings.Say("draft_absent", ("old", old), ("quoted", Quoted(draft))), [], IsAbsent: true),
            [var only] when DraftText.Cut(draft, only) is { Length: > 0 } left => new DraftChange.Text(left),
            [_] => new DraftChange.Question(sayings.Say("draft_only"), []),
            var places => Ask(draft, _ => "", places, "draft_many", [], ("old", old), ("count", $"{places.Count}")),
        };
    }

    private List<(int Start, int End)> Places(string draft, Message message, NameIndex names)
    {
        var spotted = Spot(draft, message, names);
        return [.. answers.All("draft_places", spotted).Where(capture => capture.Slot == "skip").OrderBy(capture => capture.Start)
            .Select(capture => (Start: spotted.Text.Exact(0, capture.Start).Length, Text: spotted.Text.Exact(capture.Start, capture.End)))
            .Select(one => (one.Start, one.Start + one.Text.Length)).Distinct()];
    }

    // 周五 for 星期五, 15:00 for 下午三点: the same moment written otherwise.
    private IReadOnlyList<(int Start, int End)> SameTimes(string draft, string old, DraftTime time, Message message, NameIndex names)
    {
        var meant = Meant(old, message, names);
        return [.. DraftTime.In(draft, text => Spot(text, message, names)).Select(one => one.For(time)).OfType<(int Start, int End)>()
            .Where(place => Meant(draft[place.Start..place.End], message, names) is { } there && there.Equals(meant))];
    }

    private Value? Meant(string words, Message message, NameIndex names) =>
        Spot(words, message, names).Items.Select(item => item.Payload).OfType<Recognizers.Reading>().Select(reading => reading.Value)
            .FirstOrDefault(value => value is Value.Day or Value.Clock or Value.Moment or Value.Clocks or Value.Moments);

    private DraftTime? TimeOf(string words, Message message, NameIndex names) =>
        DraftTime.In(words, text => Spot(text, message, names)) is [{ Start: 0 } only] && only.End == words.Length ? only : null;

    private Spotted Spot(string text, Message message, NameIndex names) => reader.Spot(message with { Text = text }, names, Bias.Future);

    private static string Quoted(string draft) => $"“{draft}”";

    private static string? Said(Spotted spotted, IReadOnlyList<Capture> captures, string slot) =>
        captures.FirstOrDefault(capture => capture.Slot == slot && capture.Given is null) is { Slot: not null } capture ? Passages.Whole(spotted.Text.Original(capture.Start, capture.End)) : null;

    // A few words, without the quotation marks and the politeness around them.
    private static string? Words(Spotted spotted, IReadOnlyList<Capture> captures, string slot) =>
        Said(spotted, captures, slot) is { } said && said.Trim([.. " ，,。“”\"「」『』‘’"]) is { Length: > 0 } words
            ? Ending(words)
            : null;

    private static string Ending(string words) =>
        Endings.FirstOrDefault(end => words.Length > end.Length + 1 && words.EndsWith(end, StringComparison.Ordinal)) is { } end
            ? words[..^end.Length]
            : words;
}
