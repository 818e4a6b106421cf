using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PartyBuilding.Dialogue.Learning;

/// <summary>Learns weights from labelled sentences: logistic regression, its steps shrinking for every weight by itself (AdaGrad).</summary>
/// <remarks>Always in the same order, so that the same sentences give the same weights. A few thousand sentences take some 30 ms.</remarks>
internal sealed class Learner
{
    // Chosen by leaving out one author's sentences at a time; more rounds only fit the sentences closer.
    private const int Rounds = 6;
    private const float Step = 0.3f;

    // A weight that was hardly moved before does not jump.
    private const float Calm = 1e-6f;

    private readonly float[] weights = new float[Traits.Count * Evidence.Columns];
    private readonly float[] moved = new float[Traits.Count * Evidence.Columns];
    private readonly Evidence evidence;
    private readonly float[] scores = new float[Evidence.Columns];

    private Learner(IReadOnlyList<string> intents) => evidence = new Evidence(intents, weights);

    /// <summary>What the sentences teach.</summary>
    /// <param name="intents">At most <see cref="Evidence.Columns"/>.</param>
    /// <param name="sentences">Traits of each sentence with the index of its intent.</param>
    public static Evidence Learn(IReadOnlyList<string> intents, IReadOnlyList<(int[] Traits, int Intent)> sentences)
    {
        var learner = new Learner(intents);
        var order = new int[sentences.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var drawn = 12345u;
        for (var round = 0; round < Rounds; round++)
        {
            Shuffle(order, ref drawn);
            foreach (var at in order)
                learner.Take(sentences[at].Traits, sentences[at].Intent);
        }

        return learner.evidence;
    }

    private static void Shuffle(int[] order, ref uint drawn)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            drawn = drawn * 1664525 + 1013904223;
            var j = (int)((ulong)drawn * (uint)(i + 1) >> 32);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(int[] traits, int intent)
    {
        evidence.Weigh(traits, scores);
        Evidence.Share(scores.AsSpan(0, evidence.Intents.Count));
        scores[intent] -= 1;
        var share = 1 / MathF.Sqrt(traits.Length);
        foreach (var trait in traits)
            for (var column = 0; column < Evidence.Columns; column += Vector256<float>.Count)
            {
                var at = trait * Evidence.Columns + column;
                var slope = Vector256.Create(scores.AsSpan(column)) * share;
                var sum = Vector256.Create(moved.AsSpan(at)) + slope * slope;
                sum.CopyTo(moved, at);
                (Vector256.Create(weights.AsSpan(at)) - slope * Step / Vector256.Sqrt(sum + Vector256.Create(Calm))).CopyTo(weights, at);
            }
    }
}
