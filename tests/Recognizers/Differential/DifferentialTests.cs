using System.Diagnostics;
using System.Globalization;

namespace PartyBuilding.Tests.Recognizers.Differential;

/// <summary>
/// Our reader beside Microsoft's over sentences whose meaning is known because they were made from it. Every difference is a fault of theirs, of ours,
/// of both, or a matter of taste; ours must have none. With live output the test shows its table.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Count = 800;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_difference_is_a_fault_of_ours(int seed)
    {
        var verdicts = new List<(Fact Fact, Verdict Verdict)>();
        var faults = new List<string>();
        var (ourTime, theirTime) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var sentence in Sentences.Make(seed, Count))
        {
            var ours = Timed(Ours.Read, sentence.Text, ref ourTime);
            var theirs = Timed(Theirs.Read, sentence.Text, ref theirTime);
            foreach (var fact in Judge.FactsOf(sentence, ours, theirs))
            {
                var verdict = Judge.Decide(sentence, fact, ours, theirs);
                verdicts.Add((fact, verdict));
                if (verdict is Verdict.Ours or Verdict.Both)
                    faults.Add($"{fact} of {sentence.Text}\n  meant {Joined(sentence.Facts, fact)}\n  ours {string.Join(", ", ours)}\n  theirs {string.Join(", ", theirs)}");
            }
        }
        Show(verdicts, ourTime, theirTime);

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        // Sentences on which both always or never agree would compare nothing.
        var agreed = verdicts.Count(one => one.Verdict is Verdict.Same or Verdict.Taste) / (double)verdicts.Count;
        Assert.InRange(agreed, 0.6, 0.95);
        Assert.All(Enum.GetValues<Fact>(), fact => Assert.Contains(verdicts, one => one == (fact, Verdict.Same)));
    }

    [Theory]
    [InlineData("2026-04-22", "2026-04-22", Verdict.Same)]
    [InlineData("2026-04-22", "2026-05-22", Verdict.Theirs)]
    [InlineData("2026-05-22", "2026-04-22", Verdict.Ours)]
    [InlineData("2026-05-22", "2026-06-22", Verdict.Both)]
    [InlineData("2026-04-22", "2026-04-22|2026-05-22", Verdict.Taste)]
    [InlineData("2026-04-22", "", Verdict.Theirs)]
    [InlineData("", "", Verdict.Both)]
    public void Who_is_right_follows_from_what_was_meant(string ours, string theirs, Verdict expected)
    {
        var sentence = new Sentence("22号开会", [new Placed(new Meant("22号", Fact.When, "2026-04-22"), 0, 3)]);

        Assert.Equal(expected, Judge.Decide(sentence, Fact.When, Read(ours), Read(theirs)));

        static List<Found> Read(string values) => values.Length == 0 ? [] : [new Found(Fact.When, 0, 3, values.Split('|'))];
    }

    [Fact]
    public void What_nobody_meant_is_a_fault_unless_it_lies_in_another_fact()
    {
        var sentence = new Sentence("22号三年级开会", [new Placed(new Meant("22号", Fact.When, "2026-04-22"), 0, 3)]);
        Found[] inside = [new(Fact.Number, 0, 2, ["22"])], outside = [new(Fact.Number, 3, 4, ["3"])];

        Assert.Equal(Verdict.Same, Judge.Decide(sentence, Fact.Number, [], inside));
        Assert.Equal(Verdict.Theirs, Judge.Decide(sentence, Fact.Number, [], outside));
        Assert.Equal(Verdict.Ours, Judge.Decide(sentence, Fact.Number, outside, inside));
    }

    private static List<Found> Timed(Func<string, List<Found>> read, string text, ref TimeSpan sum)
    {
        var start = Stopwatch.GetTimestamp();
        var found = read(text);
        sum += Stopwatch.GetElapsedTime(start);
        return found;
    }

    private void Show(List<(Fact Fact, Verdict Verdict)> verdicts, TimeSpan ours, TimeSpan theirs)
    {
        foreach (var fact in verdicts.GroupBy(one => one.Fact).OrderBy(group => group.Key))
            output.WriteLine($"{fact.Key,-12} {Shares(fact)}");
        output.WriteLine($"{"all",-12} {Shares(verdicts)}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ours {ours.TotalMicroseconds / Count:F0} µs, theirs {theirs.TotalMicroseconds / Count:F0} µs a sentence, first ones included"));
    }

    private static string Shares(IEnumerable<(Fact Fact, Verdict Verdict)> verdicts) =>
        string.Join("  ", Enum.GetValues<Verdict>().Select(verdict => $"{verdict} {verdicts.Count(one => one.Verdict == verdict),4}"));

    private static string Joined(IEnumerable<Placed> facts, Fact fact) => string.Join(", ", facts.Where(placed => placed.Meant.Fact == fact).Select(placed => $"{placed.Meant.Text} = {placed.Meant.Value}"));
}
