namespace PartyBuilding.Bot.Demo;

/// <summary>Chance without chance: the same words always fall the same way, on every machine and in every process.</summary>
internal static class DemoChance
{
    /// <summary>A number from 0 up to, not including, 1.</summary>
    public static double Of(params ReadOnlySpan<object> words)
    {
        var hash = 14695981039346656037UL;
        foreach (var word in words)
        {
            foreach (var letter in Convert.ToString(word, System.Globalization.CultureInfo.InvariantCulture)!)
                hash = (hash ^ letter) * 1099511628211UL;
            hash = (hash ^ '|') * 1099511628211UL;
        }
        // The low bits of the last letter have not travelled far yet.
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash ^= hash >> 33;
        return (hash >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A whole number from 0 up to, not including, <paramref name="below"/>.</summary>
    public static int Of(int below, params ReadOnlySpan<object> words) => (int)(Of(words) * below);

    /// <summary>One of several.</summary>
    public static T Pick<T>(IReadOnlyList<T> from, params ReadOnlySpan<object> words) => from[Of(from.Count, words)];
}
