using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PartyBuilding.Dialogue.Learning;

/// <summary>What every trait of a message says for and against each intent, learned from labelled sentences.</summary>
/// <param name="intents">The intents, in the order of the weights' columns.</param>
/// <param name="rows">Which row of the weights is a trait's; one that was not learned says nothing.</param>
internal sealed class Evidence(IReadOnlyList<string> intents, IReadOnlyDictionary<uint, int> rows)
{
    /// <summary>Most intents that can be learned: rows are whole vectors.</summary>
    public const int Columns = 24;

    /// <summary>Intents that were learned.</summary>
    public IReadOnlyList<string> Intents => intents;

    /// <summary>A row of <see cref="Columns"/> for each trait that was learned.</summary>
    public float[] Weights { get; } = new float[rows.Count * Columns];

    /// <summary>Writes the rows of those traits that were learned.</summary>
    /// <returns>How many there are.</returns>
    public int Known(ReadOnlySpan<uint> traits, Span<int> known)
    {
        var count = 0;
        foreach (var trait in traits)
            if (rows.TryGetValue(trait, out var row))
                known[count++] = row;
        return count;
    }

    /// <summary>Adds up what the traits say; the scores are logarithms and compare among one another.</summary>
    /// <param name="known">Rows of the message's traits.</param>
    /// <param name="scores">Takes <see cref="Columns"/> values, of which those beyond the intents stay 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Weigh(ReadOnlySpan<int> known, Span<float> scores)
    {
        var share = Part(known);
        for (var column = 0; column < Columns; column += Vector256<float>.Count)
        {
            var sum = Vector256<float>.Zero;
            foreach (var row in known)
                sum += Vector256.Create(Weights.AsSpan(row * Columns + column));
            (sum * share).CopyTo(scores[column..]);
        }
    }

    /// <summary>How much each of so many traits counts: long messages have more to say, but not as much more.</summary>
    public static float Part(ReadOnlySpan<int> known) => 1 / MathF.Sqrt(Math.Max(1, known.Length));

    /// <summary>Turns scores into shares of one.</summary>
    public static void Share(Span<float> scores)
    {
        var (most, sum) = (float.MinValue, 0f);
        foreach (var score in scores)
            most = MathF.Max(most, score);
        foreach (ref var score in scores)
            sum += score = MathF.Exp(score - most);
        foreach (ref var score in scores)
            score /= sum;
    }
}
