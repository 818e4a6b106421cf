using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PartyBuilding.Dialogue.Learning;

/// <summary>What every trait of a message says for and against each intent, learned from labelled sentences.</summary>
/// <param name="intents">The intents, in the order of the weights' columns.</param>
/// <param name="weights">A row of <see cref="Columns"/> for each trait.</param>
internal sealed class Evidence(IReadOnlyList<string> intents, float[] weights)
{
    /// <summary>Most intents that can be learned: rows are whole vectors, and all of them together stay below 4 MB.</summary>
    public const int Columns = 24;

    /// <summary>Intents that were learned.</summary>
    public IReadOnlyList<string> Intents => intents;

    /// <summary>Adds up what the traits say; the scores are logarithms and compare among one another.</summary>
    /// <param name="traits">The message's traits.</param>
    /// <param name="scores">Takes <see cref="Columns"/> values, of which those beyond the intents stay 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Weigh(ReadOnlySpan<int> traits, Span<float> scores)
    {
        var share = 1 / MathF.Sqrt(traits.Length);
        for (var column = 0; column < Columns; column += Vector256<float>.Count)
        {
            var sum = Vector256<float>.Zero;
            foreach (var trait in traits)
                sum += Vector256.Create(weights.AsSpan(trait * Columns + column));
            (sum * share).CopyTo(scores[column..]);
        }
    }

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
