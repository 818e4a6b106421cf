namespace PartyBuilding.Plan;

/// <summary>Places by score.</summary>
public static class Ranking
{
    /// <summary>Everybody with their place, highest score first; equal scores share a place and the next one is skipped: 1, 1, 3.</summary>
    /// <param name="all">Who is ranked, any order; the order of equals is kept.</param>
    /// <param name="score">The score.</param>
    /// <param name="isExempt">Those left out, who take no place; null when there are none.</param>
    public static IReadOnlyList<Placed<T>> Of<T>(IEnumerable<T> all, Func<T, decimal> score, Func<T, bool>? isExempt = null)
    {
        var sorted = all
            .Where(one => isExempt?.Invoke(one) != true)
            .Select(one => (one, score: score(one)))
            .OrderByDescending(pair => pair.score)
            .ToList();
        var placed = new List<Placed<T>>(sorted.Count);
        for (var i = 0; i < sorted.Count; i++)
            placed.Add(new(i > 0 && sorted[i].score == sorted[i - 1].score ? placed[i - 1].Place : i + 1, sorted[i].one, sorted[i].score));
        return placed;
    }
}

/// <summary>Somebody's place.</summary>
/// <param name="Place">From 1.</param>
/// <param name="Who">Who.</param>
/// <param name="Score">With what score.</param>
public sealed record Placed<T>(int Place, T Who, decimal Score);
