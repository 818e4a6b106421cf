using PartyBuilding.Data;

namespace PartyBuilding.Bot.Sending;

/// <summary>Says which messages a channel's limits let through now, and when the others may try.</summary>
internal static class Pace
{
    /// <summary>Takes a token of every limit for each message, in the order given.</summary>
    /// <returns>Each message with its wait; zero for those that may go.</returns>
    public static async Task<IReadOnlyList<(DeliveryRow Row, TimeSpan Wait)>> TakeAsync(
        Rates rates, IReadOnlyList<DeliveryRow> rows, DateTimeOffset now, CancellationToken cancel)
    {
        var asks = rows.SelectMany(Asks).GroupBy(ask => (ask.Channel, ask.Scope)).Select(same => same.First() with { Count = same.Count() }).ToList();
        if (asks.Count == 0)
            return [.. rows.Select(row => (row, TimeSpan.Zero))];
        var left = (await rates.TakeAsync(asks, now, cancel)).ToDictionary(r => (r.Channel, r.Scope), r => r.Tokens);
        var waiting = new Dictionary<(string, string), int>();
        var unused = new List<RateAsk>();
        var paced = new List<(DeliveryRow, TimeSpan)>(rows.Count);
        foreach (var row in rows)
        {
            var own = Asks(row).ToList();
            var wait = own.Max(ask => Wait(ask, left[(ask.Channel, ask.Scope)], waiting), TimeSpan.Zero);
            foreach (var ask in own)
            {
                if (wait == TimeSpan.Zero)
                    left[(ask.Channel, ask.Scope)]--;
                else
                    waiting[(ask.Channel, ask.Scope)] = waiting.GetValueOrDefault((ask.Channel, ask.Scope)) + 1;
            }
            if (wait > TimeSpan.Zero)
                unused.AddRange(own);
            paced.Add((row, wait));
        }
        if (unused.Count > 0)
            await rates.GiveBackAsync([.. unused.GroupBy(ask => (ask.Channel, ask.Scope)).Select(same => same.First() with { Count = same.Count() })], cancel);
        return paced;
    }

    private static TimeSpan Max(this IEnumerable<RateAsk> asks, Func<RateAsk, TimeSpan> wait, TimeSpan least) =>
        asks.Select(wait).Append(least).Max();

    /// <summary>Until the bucket holds a token for this one, after all that wait before it.</summary>
    private static TimeSpan Wait(RateAsk ask, double left, Dictionary<(string, string), int> waiting)
    {
        var before = waiting.GetValueOrDefault((ask.Channel, ask.Scope));
        return left >= 1 + before ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Max(0.05, (1 + before - left) / ask.PerSecond));
    }

    private static IEnumerable<RateAsk> Asks(DeliveryRow row) => Limits.Of(row.Channel).Select(limit => new RateAsk(
        row.Channel,
        limit.Scope == LimitScope.Conversation ? $"{row.Account}/{row.Key}/{limit.In.TotalSeconds:0}s" : $"{row.Account}/{limit.In.TotalSeconds:0}s",
        limit.PerSecond, limit.Count, 1));
}
