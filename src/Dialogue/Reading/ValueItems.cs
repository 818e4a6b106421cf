using System.Buffers;
using System.Globalization;
using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Recognizers;
using Found = PartyBuilding.Recognizers.Reading;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>Turns what the recognizer found into items that patterns can take.</summary>
internal static class ValueItems
{
    public static void Add(Spotted spotted, string original, DateTimeOffset now, Bias bias)
    {
        foreach (var found in ChineseReader.Read(original, now, bias))
        {
            var (start, end) = (spotted.Text.At(found.Start), spotted.Text.At(found.End));
            if (end <= start)
                continue;
            var passage = spotted.Text.Span[start..end];
            if (found.Value is Value.Day && IsScore(spotted.Text, start) && decimal.TryParse(passage, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score))
            {
                spotted.Add(new Item(start, end, ItemTypes.Number, found with { Value = new Value.Number(score) }));
                continue;
            }

            // 减零点五分 is half a point, and no time of day.
            if (found.Value is Value.Clock && PointsOf(spotted.Text, start, end) is { } part)
            {
                spotted.Add(new Item(start, end - 1, ItemTypes.Number, found with { Value = new Value.Number(part) }));
                continue;
            }

            // 拖到现在才报 says when it is told, not when it was.
            if (found.Value is Value.Moment && passage is "现在" && IsLate(spotted.Text, start, end))
                continue;
            // What is probably part of a name may be cued as a day (七一那天), but is none by itself.
            // 加一分半 is one and a half.
            if (found.Value is Value.Number { Amount: var whole } && IsHalfBehind(spotted.Text, end))
                spotted.Add(new Item(start, end, ItemTypes.Number, found with { Value = new Value.Number(whole + 0.5m) }));
            spotted.Add(new Item(start, end, found.Weight <= Found.Doubtful ? ItemTypes.Feast : TypesOf(found.Value, passage, now), found));
            AddPoints(spotted, start, end, found, passage);
            if (found.Value is Value.Day)
                AddShare(spotted, start, end, found);
            if (found.Value is Value.Number number && passage is ['+' or '-', _, ..])
                spotted.Add(new Item(start + 1, end, ItemTypes.Number, found with { Value = new Value.Number(Math.Abs(number.Amount)) }));
        }

        AddHalves(spotted);
    }

    private static bool IsLate(PlainText text, int start, int end) =>
        start > 0 && text.Chars[start - 1] is '到' or '拖' || end < text.Length && text.Chars[end] is '才';

    // 零点五分, 一点五分 behind what is done with points.
    private static decimal? PointsOf(PlainText text, int start, int end) =>
        start > 0 && end - start == 4 && text.Chars[start + 1] == '点' && text.Chars[end - 1] == '分' && Scoring.Contains(text.Chars[start - 1])
        && Digits.IndexOf(text.Chars[start]) is >= 0 and var whole && Digits.IndexOf(text.Chars[start + 2]) is > 0 and var tenths
            ? whole + tenths / 10m
            : null;

    private const string Digits = "零一二三四五六七八九";
    private static readonly SearchValues<char> Scoring = SearchValues.Create("加减扣奖记涨罚补计各给他她掉了人");

    // 加分：1.5 is no fifth of January.
    private static bool IsScore(PlainText text, int start) =>
        start > 1 && (text.Chars[start - 1] == ':' && text.Chars[start - 2] is '分' or '值' or '时' || text.Chars[start - 1] is '+' or '加' or '扣' or '减');

    private static bool IsHalfBehind(PlainText text, int at) =>
        at + 1 < text.Length && text.Chars[at] == '分' && text.Chars[at + 1] == '半' && (at + 2 >= text.Length || text.Chars[at + 2] is not ('小' or '个' or '天' or '年'));

    // 扣半分: no number to the recognizer.
    private static void AddHalves(Spotted spotted)
    {
        for (var at = 1; at + 1 < spotted.Text.Length; at++)
            if (spotted.Text.Chars[at] == '半' && spotted.Text.Chars[at + 1] == '分' && (at + 2 >= spotted.Text.Length || spotted.Text.Chars[at + 2] != '钟'))
                spotted.Add(new Item(at, at + 1, ItemTypes.Number, new Found(at, 1, new Value.Number(0.5m), [])));
    }

    // 5/6 behind a day of its own may be how many of how many came.
    private static void AddShare(Spotted spotted, int start, int end, Found found)
    {
        var passage = spotted.Text.Span[start..end];
        if ((spotted.Types & ItemTypes.Day) == 0 || passage.IndexOf('/') is not (> 0 and var slash) || !spotted.Items.Exists(item => item.Start < start && (item.Types & ItemTypes.Day) != 0)
            || !int.TryParse(passage[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var some)
            || !int.TryParse(passage[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var all) || some > all)
            return;
        spotted.Add(new Item(start, start + slash, ItemTypes.Number, found with { Value = new Value.Number(some) }));
        spotted.Add(new Item(start + slash + 1, end, ItemTypes.Number, found with { Value = new Value.Number(all) }));
    }

    // 5分 may be minutes, money or a plain number to the recognizer; to us it may always be points.
    private static void AddPoints(Spotted spotted, int start, int end, Found found, ReadOnlySpan<char> passage)
    {
        if (passage.Length < 2 || passage[^1] != '分')
            return;
        decimal? points = found.Value switch
        {
            Value.Length length => (decimal)length.Time.TotalMinutes,
            Value.Money money => money.Amount * 100,
            _ => null,
        };
        if (points is { } amount)
            spotted.Add(new Item(start, end - 1, ItemTypes.Number, found with { Value = new Value.Number(decimal.Truncate(amount * 100) / 100) }));
    }

    private static ItemTypes TypesOf(Value value, ReadOnlySpan<char> passage, DateTimeOffset now) => value switch
    {
        Value.Day when !IsExplicit(passage) => ItemTypes.Feast,
        Value.Day day => ItemTypes.Day | Side(passage, day.Date.ToDateTime(TimeOnly.MinValue), now.Date, now.Date),
        Value.Moment moment => ItemTypes.Day | ItemTypes.Clock | Side(passage, moment.At, now.DateTime, now.DateTime),
        Value.Moments { From: { } from, Until: { } until } moments when IsOneDay(moments) => HasClock(passage)
            ? ItemTypes.Day | ItemTypes.Clocks | Side(passage, from, now.DateTime, now.DateTime)
            : ItemTypes.Day | (until <= now.DateTime ? Side(passage, until, now.DateTime.AddTicks(1), now.DateTime) : Side(passage, from, now.Date, now.DateTime)),
        Value.Days { From: { } from, Until: { } until } when until == from.AddDays(1) =>
            IsExplicit(passage) ? ItemTypes.Day | Side(passage, from.ToDateTime(TimeOnly.MinValue), now.Date, now.Date) : ItemTypes.Feast,
        Value.Days days => Periods.Code(days, passage, now) is null ? ItemTypes.Days : ItemTypes.Days | ItemTypes.Period,
        Value.Clock => ItemTypes.Clock,
        Value.Clocks => HasClock(passage) ? ItemTypes.Clocks : ItemTypes.PartOfDay,
        Value.Length => IsPrecise(passage) ? ItemTypes.Length : ItemTypes.None,
        Value.Number => ItemTypes.Number,
        Value.Money => ItemTypes.Money,
        Value.Ordinal => ItemTypes.Ordinal,
        Value.YesNo yes => yes.Yes ? ItemTypes.Yes : ItemTypes.No,
        Value.IllFormed => ItemTypes.Bad,
        Value.Term => ItemTypes.Days,
        Value.Recurring => ItemTypes.Recurring,
        _ => ItemTypes.None,
    };

    private static bool IsOneDay(Value.Moments moments) =>
        moments is { From: { } from, Until: { } until } && until > from && until - from <= TimeSpan.FromHours(24);

    private static readonly SearchValues<char> DayWords = SearchValues.Create("0123456789今昨天号日周礼期月刚");
    private static readonly SearchValues<char> Precise = SearchValues.Create("时钟分刻hm");
    private static readonly SearchValues<char> Bare = SearchValues.Create("周号日期拜");
    private static readonly SearchValues<char> Anchors = SearchValues.Create("今昨明前后上下本这去");
    private static readonly SearchValues<char> MonthWords = SearchValues.Create("月年./-");
    private static readonly SearchValues<char> YearAnchors = SearchValues.Create("今去明年");

    private static bool IsExplicit(ReadOnlySpan<char> passage) => passage.IndexOfAny(DayWords) >= 0 || passage is ['明', ..];

    // 半天 and 两周 measure no meeting.
    private static bool IsPrecise(ReadOnlySpan<char> passage) => passage.IndexOfAny(Precise) >= 0;

    /// <summary>True when a passage names an hour, not only a part of the day.</summary>
    public static bool HasClock(ReadOnlySpan<char> passage) => passage.IndexOfAny("点时:") >= 0;

    // A bare 周三 or 25号 is on no side: it depends on what is said about it. 10月11日 is on the nearer one.
    private static ItemTypes Side(ReadOnlySpan<char> passage, DateTime at, DateTime pastBefore, DateTime futureAfter)
    {
        if (passage.IndexOfAny(Bare) >= 0 && !Anchors.Contains(passage[0]) && passage.IndexOfAny(MonthWords) < 0)
            return ItemTypes.None;
        if (passage.IndexOf('月') >= 0 && passage.IndexOfAny(YearAnchors) < 0 && pastBefore - at > HalfAYear)
            return ItemTypes.Future;
        return at < pastBefore ? ItemTypes.Past : at > futureAfter ? ItemTypes.Future : ItemTypes.None;
    }

    private static readonly TimeSpan HalfAYear = TimeSpan.FromDays(183);
}
