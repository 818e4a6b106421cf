using System.Globalization;

namespace PartyBuilding.Bench;

/// <summary>The rounds of one run and what they say together: medians, and ratios of medians.</summary>
internal sealed class TurnTable
{
    private readonly List<(string Side, int People, TurnRound Round)> rounds = [];
    private readonly List<double> floor = [];

    public int Wrong => rounds.Sum(one => one.Round.Wrong);

    public void Add(string side, int people, TurnRound round)
    {
        rounds.Add((side, people, round));
        Say($"{side,-5} {people,3} people: {round.PerSecond,7:F0} turns/s  p50 {round.P50,6:F2} ms  p99 {round.P99,7:F2} ms  wrong {round.Wrong}  cpu {Costs(round)} ms  other work {round.OtherCores:F2} cores");
        if (round.FirstWrong is { } wrong)
            Say($"      e.g. {wrong}");
    }

    public void AddFloor(double transactions)
    {
        floor.Add(transactions);
        Say($"pgbench, the same statements, 16 clients: {transactions:F0} transactions/s");
    }

    public void Print(double memory)
    {
        Say($"\n| people | ours turns/s | p50 ms | p99 ms | peer turns/s | p50 ms | p99 ms | ours ÷ peer |");
        Say($"|---|---|---|---|---|---|---|---|");
        foreach (var people in rounds.Select(one => one.People).Distinct())
        {
            var (ours, peer) = (Of("ours", people), Of("peer", people));
            Say($"| {people} | {ours.PerSecond:F0} | {ours.P50:F2} | {ours.P99:F2} | {peer.PerSecond:F0} | {peer.P50:F2} | {peer.P99:F2} | {ours.PerSecond / peer.PerSecond:F2} |");
        }
        if (floor.Count > 0)
            Say($"\nours at 16 ÷ pgbench at 16: {Of("ours", 16).PerSecond / Median(floor):F2} ({Median(floor):F0} transactions/s)");
        if (rounds.Exists(one => one.Side == "aged"))
            Say($"time of a turn with the added rows ÷ without: {Of("ours", 16).PerSecond / Of("aged", 16).PerSecond:F2} ({Of("aged", 16).PerSecond:F0} turns/s, p99 {Of("aged", 16).P99:F1} ms)");
        Say($"memory of the bot after {rounds.Where(one => one.Side != "peer").Sum(one => one.Round.Turns)} turns: {memory:F0} MiB");
    }

    private (double PerSecond, double P50, double P99) Of(string side, int people)
    {
        var own = rounds.Where(one => one.Side == side && one.People == people).Select(one => one.Round).ToList();
        return (Median(own.Select(one => one.PerSecond)), Median(own.Select(one => one.P50)), Median(own.Select(one => one.P99)));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private static string Costs(TurnRound round) => string.Join(" + ", round.Cost.Select(cost => cost.ToString("F2", CultureInfo.InvariantCulture)));

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
