using System.Buffers;

namespace PartyBuilding.Recognizers.Dates;

/// <summary>The two readings of the dates and times of one normal text: ours, and the reference model's.</summary>
internal static class DateReader
{
    private const int MostGap = 3;

    private static readonly SearchValues<char> ListSigns = SearchValues.Create("、,，和及与跟 ");

    /// <summary>Reads the next date, time, range or length that begins at or behind <paramref name="from"/>.</summary>
    /// <param name="normal">A whole message, half-width, lower case, simplified.</param>
    /// <param name="from">Where to begin; the end of the last reading to go on.</param>
    /// <param name="last">The expression read before, from which 27日 in 11月25、27日 takes its month; default at first.</param>
    /// <param name="found">What was read; it is to be given back as <paramref name="last"/>.</param>
    public static bool TryNext(ReadOnlySpan<char> normal, int from, in Expression last, out Expression found)
    {
        if (!ExpressionGrammar.TryNext(normal, from, false, out found))
            return false;
        if (last.Shape is Shape.Point && found.Shape is Shape.Point or Shape.Range && IsListed(normal, last.End, found.Start))
            Continue(last.From.Date, ref found.From.Date);
        return true;
    }

    /// <summary>Adds everything that a reader sees, in text order.</summary>
    public static void Read(ReadOnlySpan<char> normal, DateTime now, Bias bias, List<Reading> into)
    {
        var meanings = new Meanings(now, bias);
        var last = default(Expression);
        var anchor = default(Dated);
        for (var at = 0; TryNext(normal, at, last, out var found); at = found.End)
        {
            last = found;
            if (!Anchors.Settle(ref found, anchor))
                continue;
            if (found.From.Date.IsDay)
                anchor = found.From.Date;
            var others = new List<Value>();
            var value = meanings.Of(found, others);
            var weight = found.Weak ? Reading.Doubtful : Anchors.IsAttributive(normal, found) ? Reading.Attributive : 1;
            into.Add(new Reading(found.Start, found.End - found.Start, value, others, weight));
        }
    }

    /// <summary>The entities of the reference model, in text order.</summary>
    public static List<ReferenceEntity> ReadAsReference(ReadOnlySpan<char> normal, DateTime now)
    {
        var entities = new List<ReferenceEntity>();
        var form = new ReferenceForm(now);
        var lastRangeWord = normal.LastIndexOfAny('到', '至');
        for (var at = 0; ExpressionGrammar.TryNext(normal, at, true, out var found); at = found.End)
        {
            if (form.Of(found, lastRangeWord >= found.Start && lastRangeWord < normal.Length - 1) is { } entity)
                entities.Add(entity);
        }

        return entities;
    }

    private static bool IsListed(ReadOnlySpan<char> normal, int end, int start)
    {
        if (start - end is < 1 or > MostGap)
            return false;
        return normal[end..start].IndexOfAnyExcept(ListSigns) < 0;
    }

    private static void Continue(in Dated last, ref Dated next)
    {
        if (next is not { Kind: DatedKind.Day, Month: null, MonthBy: null } || last.Kind != DatedKind.Day || last.Month is null && last.MonthBy is null)
            return;
        (next.Month, next.MonthBy) = (last.Month, last.MonthBy);
        (next.Year, next.YearBy, next.Inherited) = (last.Year, last.YearBy, true);
    }
}
