namespace PartyBuilding.Recognizers;

/// <summary>What the scanners propose for one text; scanners add in any order and may overlap.</summary>
internal sealed class Candidates
{
    private readonly List<Candidate> _all = new(16);

    /// <summary>Proposes a reading.</summary>
    /// <param name="start">First character.</param>
    /// <param name="end">First character behind it.</param>
    /// <param name="strength">Who wins against a candidate of the same length.</param>
    /// <param name="value">What a Chinese reader would take it for.</param>
    public void Add(int start, int end, Strength strength, Value value) => _all.Add(new Candidate(start, end, strength, value, []));

    /// <summary>Proposes a date or a time already read.</summary>
    public void Add(Reading time) =>
        _all.Add(new Candidate(time.Start, time.End, time.Weight <= Reading.Doubtful ? Strength.Doubtful : Strength.Time, time.Value, time.Others, time.Weight));

    /// <summary>Says that a passage is no number, date or anything else (三会一课, 七个一), unless a longer candidate explains it.</summary>
    public void Silence(int start, int end) => _all.Add(new Candidate(start, end, Strength.Fixed, null, []));

    /// <summary>The winners in text order: longest first, then strongest, then leftmost.</summary>
    /// <param name="length">The length of the text.</param>
    public IReadOnlyList<Reading> Resolve(int length)
    {
        if (_all.Count == 0)
            return [];

        _all.Sort(static (a, b) =>
            a.Length != b.Length ? b.Length - a.Length : a.Strength != b.Strength ? b.Strength - a.Strength : a.Start - b.Start);
        var taken = new bool[length];
        var readings = new List<Reading>(_all.Count);
        foreach (var candidate in _all)
        {
            if (!TryTake(taken, candidate))
                continue;
            if (candidate.Value is { } value)
                readings.Add(new Reading(candidate.Start, candidate.Length, value, candidate.Others, candidate.Weight));
        }

        readings.Sort(static (a, b) => a.Start - b.Start);
        return readings;
    }

    private static bool TryTake(bool[] taken, Candidate candidate)
    {
        for (var at = candidate.Start; at < candidate.End; at++)
            if (taken[at])
                return false;
        for (var at = candidate.Start; at < candidate.End; at++)
            taken[at] = true;
        return true;
    }
}
