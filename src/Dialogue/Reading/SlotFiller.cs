using System.Buffers;
using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Recognizers;
using Found = PartyBuilding.Recognizers.Reading;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>Gives the spotted values of one message their roles: by the phrase, by cue words, then by what is left.</summary>
internal static class SlotFiller
{
    public static Filling Fill(CompiledDialog dialog, Spotted spotted, IReadOnlyList<Capture> captured, Rest rest, DateTimeOffset now)
    {
        var filling = new Filling(spotted, dialog.Slots, now, rest);
        // What and when come first, so that no passage swallows them; a notice's own text, though, may speak of both.
        var early = dialog.Slots.Contains("date") && !dialog.Slots.Contains("content");
        if (!dialog.Slots.Contains("content"))
        {
            TakeFirst(filling, "activity_type", ItemTypes.Kind);
            TakeFirst(filling, "activity_type", ItemTypes.KindGroup);
        }

        if (early)
        {
            filling.TakeMainDay();
            filling.TakeOnlyLength();
        }

        filling.Take([.. captured], -1);
        var matcher = new Matcher(spotted, filling.IsFree);
        foreach (var fact in dialog.Facts)
            for (var from = 0; matcher.Find(fact, from) is >= 0 and var start;)
                from = filling.Take([.. matcher.Captures], start) ? Math.Max(matcher.End, start + 1) : start + 1;
        filling.CompletePeople();
        TakeFirst(filling, "activity_type", ItemTypes.Kind);
        TakeFirst(filling, "activity_type", ItemTypes.KindGroup);
        TakeFirst(filling, "activity_type", ItemTypes.Sign, claim: !early);
        TakeFirst(filling, "period", ItemTypes.Period);
        if (filling["hours"] is null)
            TakeFirst(filling, "duration_minutes", ItemTypes.Length);
        TakeBranches(filling);
        if (dialog.Definition.Rest is { } slot && filling[slot] is null && rest.Find(filling) is { } passage)
            filling.Put(passage with { Slot = slot });
        return filling;
    }

    public static Slots Read(Filling filling)
    {
        var kind = KindOf(filling["activity_type"]);
        var slots = WhenReader.Fill(filling, new Slots
        {
            ActivityType = kind?.Name,
            Due = filling.Count("due"),
            Attendees = filling.Count("attendees") ?? filling.Count("others") + 1,
            Absent = filling.Count("absent") ?? filling.AbsentByReason,
            Points = PointsOf(filling),
            Amount = filling.Number("amount"),
            Hours = HoursOf(filling),
            Place = filling.Passage("place"),
            // 讲 of 讲了党课 is no topic.
            Topic = filling.Passage("topic") is { Length: > 1 } topic ? topic : null,
            Reason = filling.Passage("reason"),
            Audience = filling.Passage("audience"),
            Content = filling.Passage("content"),
            Members = Names(filling.People) is { Count: > 0 } members ? Shorten(members) : null,
            Absences = Names(filling.Absentees) is { Count: > 0 } absent ? [.. absent.Select(name => new Absence(name.Written, null))] : null,
            Branch = BranchesOf(filling),
            Period = filling["period"] is { Item.Payload: Found { Value: Value.Days days } } ? Periods.Code(Periods.Listed(days, filling["period"]!.Value, filling.Spotted), filling.PassageOf("period"), filling.Now) : null,
        });
        return Derive(filling, slots, kind is { CountsHours: true });
    }

    private static Slots Derive(Filling filling, Slots slots, bool hours)
    {
        var absent = slots.Absent ?? (slots.Due - slots.Attendees is >= 0 and var missing ? missing : slots.Absences?.Count);
        var attendees = slots.Attendees ?? (slots.Due - absent is >= 0 and var present ? present : null);
        var minutes = Minutes(slots) ?? LengthOf(filling["duration_minutes"]);
        var asHours = hours && filling.Wants("hours");
        // A length said of a kind that is not counted in hours is a length, whatever cue led to it.
        if (!hours && slots.ActivityType is not null && LengthOf(filling["hours"]) is { } said)
            (minutes, slots) = (minutes ?? said, slots with { Hours = null });
        return slots with
        {
            Absent = filling.Wants("absent") ? absent : null,
            Attendees = filling.Wants("attendees") ? attendees : null,
            DurationMinutes = asHours || !filling.Wants("duration_minutes") ? null : minutes,
            Hours = slots.Hours ?? (asHours && minutes is { } length ? Math.Round(length / 60m, 2) : null),
        };
    }

    private static int? Minutes(Slots slots) =>
        slots is { Start: { } start, End: { } end } && end > start ? (int)(end - start).TotalMinutes : null;

    private static int? LengthOf(Capture? capture) =>
        capture is { Item.Payload: Found { Value: Value.Length { Time.TotalMinutes: > 0 and < 100_000 } length } } ? (int)length.Time.TotalMinutes : null;

    // Whatever pattern found them, points behind 扣, 减 or 罚 are taken away.
    private static decimal? PointsOf(Filling filling) =>
        filling["points"] is { Start: > 0 } capture && Deducting.Contains(filling.Spotted.Text.Chars[capture.Start - 1])
            ? -filling.Number("points")
            : filling.Number("points") ?? -filling.Number("deducted");

    private static readonly SearchValues<char> Deducting = SearchValues.Create("扣减罚");

    private static decimal? HoursOf(Filling filling) =>
        filling["hours"] is { Item.Payload: Found { Value: Value.Length length } }
            ? Math.Round((decimal)length.Time.TotalHours, 2)
            : filling.Number("hours");

    private static KindRole? KindOf(Capture? capture) => capture?.Item?.Payload as KindRole;

    private static List<Mentioned> Names(IReadOnlyList<Capture> captures) =>
        [.. captures.Select(capture => capture.Item?.Payload).OfType<Mentioned>().DistinctBy(name => name.Written)];

    // 王老师 … 王建国: the full name says who was meant.
    private static string[] Shorten(List<Mentioned> names) =>
        [.. names.Where(name => name.Full || !names.Any(other => other.Full && other.Written[0] == name.Written[0])).Select(name => name.Written)];

    private static IReadOnlyList<string>? BranchesOf(Filling filling)
    {
        if (!filling.Wants("branch") || filling.Branches.Count == 0)
            return null;
        foreach (var branch in filling.Branches)
            if (branch.Given is { } all)
                return [all];
        return [.. filling.Branches.Select(branch => ((MentionedBranch)branch.Item!.Payload!).Written).Distinct()];
    }

    private static void TakeFirst(Filling filling, string slot, ItemTypes types, bool claim = true)
    {
        if (!filling.Wants(slot) || filling[slot] is not null)
            return;
        Item? first = null;
        foreach (var item in filling.Spotted.Items)
            if ((item.Types & types) != 0 && (first is null || item.Start < first.Start)
                && (!claim || item == filling.MainLength || !filling.IsTaken(item.Start, item.End)))
                first = item;
        if (first is not null)
            filling.Put(new Capture(slot, first.Start, claim ? first.End : first.Start, first, null));
    }

    // 给西街小学送课 and 给西街小学报一条 differ by what is done.
    private static bool IsServed(PlainText text, Item item) =>
        Serving.Contains(text.Chars[item.Start - 1]) && item.End < text.Length && !Recording.Contains(text.Chars[item.End]);

    // 给第二小学和东关小学两个支部各加两分, but not 给第二小学的李老师.
    private static bool IsAwarded(PlainText text, Item item) =>
        (item.Start == 0 || Awarding.Contains(text.Chars[item.Start - 1])) && item.End < text.Length
        && (Awarded.Contains(text.Chars[item.End]) || text.Span[item.End..].StartsWith("两个支部") || text.Span[item.End..].StartsWith("三个支部"));

    private static readonly SearchValues<char> Awarding = SearchValues.Create("给和、与");
    private static readonly SearchValues<char> Awarded = SearchValues.Create("和、与各加奖扣减记");
    private static readonly SearchValues<char> Serving = SearchValues.Create("给为帮");
    private static readonly SearchValues<char> Recording = SearchValues.Create("报登补记上录支党,:，把也");

    // 去西街小学值勤 and 到村小支教 name places; only 西街小学支部 names a branch there.
    private static bool IsBranch(Filling filling, Item item) =>
        item.Payload is MentionedBranch { Named: true }
        || filling.Wants("points") && IsAwarded(filling.Spotted.Text, item)
        || !filling.Wants("points") && !(filling.Wants("place") && item.Start > 0
            && (Toward.Contains(filling.Spotted.Text.Chars[item.Start - 1]) || IsServed(filling.Spotted.Text, item)));

    private static readonly SearchValues<char> Toward = SearchValues.Create("在去到来赴从往");

    private static void TakeBranches(Filling filling)
    {
        if (!filling.Wants("branch"))
            return;
        foreach (var item in filling.Spotted.Items)
            if ((item.Types & ItemTypes.Branch) != 0 && !filling.IsTaken(item.Start, item.End) && IsBranch(filling, item))
                filling.Put(new Capture("branch", item.Start, item.End, item, null));
    }
}
