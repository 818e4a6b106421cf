using System.Diagnostics;

namespace PartyBuilding.Bench;

/// <summary>What simulated people say, and what they want to hear.</summary>
internal interface ITurnScript
{
    /// <summary>The next activity of person <paramref name="person"/>: its id, and what goes on the wire.</summary>
    /// <param name="person">Who speaks.</param>
    /// <param name="serviceUrl">Where the answer is sent; null when it is wanted in the response.</param>
    (string Id, byte[] Body) Next(int person, string? serviceUrl);

    /// <summary>Whether the answer is the one wanted.</summary>
    bool IsRight(ReadOnlySpan<byte> body);
}

/// <summary>What came of one round.</summary>
/// <param name="Turns">Right answers.</param>
/// <param name="Wrong">Other answers.</param>
/// <param name="PerSecond">Right answers per second.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="OtherCores">Cores that other processes of the machine took meanwhile; a round with much of it says little.</param>
/// <param name="Cost">Milliseconds of processor a turn took in each of the processes measured, in their order, and at last in the load itself.</param>
/// <param name="FirstWrong">One of the wrong answers, to look at.</param>
internal sealed record TurnRound(int Turns, int Wrong, double PerSecond, double P50, double P99, double OtherCores, IReadOnlyList<double> Cost, string? FirstWrong);

/// <summary>People who each say something, wait for the answer and go on: a closed loop.</summary>
internal static class TurnLoad
{
    public static async Task<TurnRound> RunAsync(Uri bot, TurnStub? stub, ITurnScript script, int people, TimeSpan length, params int[] pids)
    {
        var others = new OtherWork(pids);
        var before = pids.Select(OtherWork.Seconds).ToList();
        var own = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, people).Select(person => Task.Run(() => PersonAsync(bot, stub, script, person, watch, length))));
        var seconds = watch.Elapsed.TotalSeconds;
        double[] times = [.. done.SelectMany(one => one.Times).Order()];
        return new TurnRound(
            times.Length, done.Sum(one => one.Wrong), times.Length / seconds, At(times, 0.5), At(times, 0.99), others.Cores(),
            [.. pids.Zip(before, (pid, then) => (OtherWork.Seconds(pid) - then) * 1000 / times.Length), (Environment.CpuUsage.TotalTime - own).TotalMilliseconds / times.Length],
            done.Select(one => one.FirstWrong).FirstOrDefault(wrong => wrong is not null));
    }

    private static async Task<(List<double> Times, int Wrong, string? FirstWrong)> PersonAsync(
        Uri bot, TurnStub? stub, ITurnScript script, int person, Stopwatch watch, TimeSpan length)
    {
        using var wire = await TurnWire.ConnectAsync(bot, CancellationToken.None);
        var times = new List<double>(4096);
        var wrong = 0;
        string? firstWrong = null;
        while (watch.Elapsed < length)
        {
            var (id, activity) = script.Next(person, stub?.Url);
            var started = Stopwatch.GetTimestamp();
            var reply = stub?.ReplyToAsync(id);
            var (status, body) = await wire.PostAsync(activity, CancellationToken.None);
            // Both have to come: the receipt and, over the Connector, the answer itself.
            if (reply is not null && status is 200 or 201 or 202)
                (status, body) = (200, await reply!);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (status == 200 && script.IsRight(body.Span))
            {
                times.Add(took);
                continue;
            }
            wrong++;
            firstWrong ??= $"{status} {System.Text.Encoding.UTF8.GetString(body.Span)} to {System.Text.Encoding.UTF8.GetString(activity)}";
        }
        return (times, wrong, firstWrong);
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)(share * (sorted.Length - 1))];
}
