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
        var held = (await rates.TakeAsync(asks, now, cancel)).ToDictionary(r => (r.Channel, r.Scope), r => r.Tokens);
        var left = asks.ToDictionary(ask => (ask.Channel, ask.Scope), ask => held[(ask.Channel, ask.Scope)] - ask.Kept);
        var waiting = new Dictionary<(string, string), int>();
        var unused = asks.ToDictionary(ask => (ask.Channel, ask.Scope), ask => ask.Had(held[(ask.Channel, ask.Scope)]));
        var paced = new List<(DeliveryRow, TimeSpan)>(rows.Count);
        foreach (var row in rows)
        {
            var own = Asks(row).ToList();
            var wait = own.Select(ask => Wait(ask, left[(ask.Channel, ask.Scope)], waiting)).Append(TimeSpan.Zero).Max();
            foreach (var scope in own.Select(ask => (ask.Channel, ask.Scope)))
            {
                if (wait > TimeSpan.Zero)
                {
                    waiting[scope] = waiting.GetValueOrDefault(scope) + 1;
                    continue;
                }
                left[scope]--;
                unused[scope]--;
            }
            paced.Add((row, wait));
        }
        var back = asks.Select(ask => ask with { Count = unused[(ask.Channel, ask.Scope)] }).Where(ask => ask.Count > 0).ToList();
        if (back.Count > 0)
            await rates.GiveBackAsync(back, cancel);
        return paced;
    }

    /// <summary>Until the bucket holds a token for this one, after all that wait before it.</summary>
    private static TimeSpan Wait(RateAsk ask, double left, Dictionary<(string, string), int> waiting)
    {
        var before = waiting.GetValueOrDefault((ask.Channel, ask.Scope));
        return left >= 1 + before ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Max(0.05, (1 + before - left) / ask.PerSecond));
    }

    /// <summary>What a message needs, and how much of it must stay: notices leave a fifth of a whole account's tokens to replies.</summary>
    private static IEnumerable<RateAsk> Asks(DeliveryRow row) => Limits.Of(row.Channel).Select(limit =>
    {
        var isAccounts = limit.Scope == LimitScope.Account;
        var scope = isAccounts ? $"{row.Account}/{limit.In.TotalSeconds:0}s" : $"{row.Account}/{row.Key}/{limit.In.TotalSeconds:0}s";
        return new RateAsk(row.Channel, scope, limit.PerSecond, limit.Count, 1, isAccounts && row.Lane == Lanes.Notice ? limit.Count / 5 : 0);
    });
}
