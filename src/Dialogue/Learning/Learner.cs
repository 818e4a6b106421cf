using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PartyBuilding.Dialogue.Learning;

/// <summary>Learns weights from labelled sentences: logistic regression, its steps shrinking for every weight by itself (AdaGrad).</summary>
/// <remarks>Always in the same order, so that the same sentences give the same weights. A few thousand sentences take some 100 ms.</remarks>
internal sealed class Learner
{
    // All chosen by leaving out one author's sentences at a time; more rounds only fit the sentences closer.
    private const int Rounds = 12;
    private const float Step = 0.5f;

    // What a single sentence has tells nothing about the next stranger's.
    private const int Seldom = 2;

    // An intent has to be ahead of every other by as much before a sentence teaches no more.
    private const float Margin = 1;

    // A sentence that is as sure as this teaches no more in this round.
    private const float Done = 0.98f;

    // A weight that was hardly moved before does not jump.
    private const float Calm = 1e-6f;

    private readonly Evidence evidence;
    private readonly float[] weights, moved;
    private readonly float[] scores = new float[Evidence.Columns];

    private Learner(Evidence evidence)
    {
        this.evidence = evidence;
        weights = evidence.Weights;
        moved = new float[weights.Length];
    }

    /// <summary>What the sentences teach.</summary>
    /// <param name="intents">At most <see cref="Evidence.Columns"/>.</param>
    /// <param name="sentences">Traits of each sentence with the index of its intent.</param>
    public static Evidence Learn(IReadOnlyList<string> intents, IReadOnlyList<(uint[] Traits, int Intent)> sentences)
    {
        var learner = new Learner(new Evidence(intents, Rows(sentences)));
        var (order, rows) = (new int[sentences.Count], new int[sentences.Count][]);
        Span<int> known = stackalloc int[Traits.Most];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            rows[i] = known[..learner.evidence.Known(sentences[i].Traits, known)].ToArray();
        }

        var drawn = 12345u;
        for (var round = 0; round < Rounds; round++)
        {
            Shuffle(order, ref drawn);
            foreach (var at in order)
                learner.Take(rows[at], sentences[at].Intent);
        }

        return learner.evidence;
    }

    private static Dictionary<uint, int> Rows(IReadOnlyList<(uint[] Traits, int Intent)> sentences)
    {
        var seen = new Dictionary<uint, int>();
        var rows = new Dictionary<uint, int>();
        foreach (var (traits, _) in sentences)
            foreach (var trait in traits)
                if (++CollectionsMarshal.GetValueRefOrAddDefault(seen, trait, out _) == Seldom)
                    rows.Add(trait, rows.Count);
        return rows;
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
    private void Take(int[] known, int intent)
    {
        evidence.Weigh(known, scores);
        scores[intent] -= Margin;
        Evidence.Share(scores.AsSpan(0, evidence.Intents.Count));
        if (scores[intent] > Done)
            return;
        scores[intent] -= 1;
        var share = Evidence.Part(known);
        foreach (var row in known)
            for (var column = 0; column < Evidence.Columns; column += Vector256<float>.Count)
            {
                var at = row * Evidence.Columns + column;
                var slope = Vector256.Create(scores.AsSpan(column)) * share;
                var sum = Vector256.Create(moved.AsSpan(at)) + slope * slope;
                sum.CopyTo(moved, at);
                (Vector256.Create(weights.AsSpan(at)) - slope * Step / Vector256.Sqrt(sum + Vector256.Create(Calm))).CopyTo(weights, at);
            }
    }
}
