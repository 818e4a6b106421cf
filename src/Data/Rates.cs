using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A bucket and how many are to be taken from it.</summary>
/// <param name="PerSecond">How fast it fills.</param>
/// <param name="Burst">How much it holds.</param>
/// <param name="Kept">How much of it is not for this one.</param>
public sealed record RateAsk(string Channel, string Scope, double PerSecond, double Burst, int Count, int Kept = 0)
{
    /// <summary>How many are had from a bucket that held so much.</summary>
    public int Had(double tokens) => (int)Math.Clamp(Math.Floor(tokens - Kept), 0, Count);
}

/// <summary>What was in a bucket before the taking.</summary>
public sealed record RateRow(string Channel, string Scope, double Tokens);

/// <summary>Buckets of tokens that all senders of an installation share.</summary>
public sealed class Rates(NpgsqlConnection db)
{
    /// <summary>Takes from many buckets at once, from each as many whole tokens as asked for and there; nobody else ever sees less than there is.</summary>
    /// <returns>What each held before.</returns>
    public Task<IReadOnlyList<RateRow>> TakeAsync(IReadOnlyList<RateAsk> asks, DateTimeOffset now, CancellationToken cancel) =>
        db.ListAsync<RateRow>("""
            insert into rates (channel, scope, tokens, as_of)
            select channel, scope, burst, @now
            from unnest(@channels, @scopes, @bursts) as w (channel, scope, burst)
            order by 1, 2
            on conflict do nothing;
            with held as (
                select r.channel, r.scope, w.count, w.kept,
                       least(w.burst, r.tokens + w.rate * greatest(0, extract(epoch from @now - r.as_of)::double precision)) as tokens
                from rates r
                join unnest(@channels, @scopes, @rates, @bursts, @counts, @kepts) as w (channel, scope, rate, burst, count, kept) on w.channel = r.channel and w.scope = r.scope
                order by r.channel, r.scope
                for update of r)
            update rates r
            set tokens = h.tokens - least(h.count, greatest(0, floor(h.tokens - h.kept))), as_of = greatest(r.as_of, @now)
            from held h
            where r.channel = h.channel and r.scope = h.scope
            returning r.channel, r.scope, h.tokens
            """, Arguments(asks, now), cancel);

    /// <summary>Puts back what was taken and not used.</summary>
    public Task GiveBackAsync(IReadOnlyList<RateAsk> unused, CancellationToken cancel) =>
        db.RunAsync("""
            with held as (
                select r.channel, r.scope, w.count
                from rates r
                join unnest(@channels, @scopes, @counts) as w (channel, scope, count) on w.channel = r.channel and w.scope = r.scope
                order by r.channel, r.scope
                for update of r)
            update rates r
            set tokens = r.tokens + h.count
            from held h
            where r.channel = h.channel and r.scope = h.scope
            """, Arguments(unused, default), cancel);

    private static object Arguments(IReadOnlyList<RateAsk> asks, DateTimeOffset now) => new
    {
        now,
        channels = asks.Select(a => a.Channel).ToArray(),
        scopes = asks.Select(a => a.Scope).ToArray(),
        rates = asks.Select(a => a.PerSecond).ToArray(),
        bursts = asks.Select(a => a.Burst).ToArray(),
        counts = asks.Select(a => a.Count).ToArray(),
        kepts = asks.Select(a => a.Kept).ToArray(),
    };
}
