using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Channels.DirectLine;

/// <summary>How often somebody may post and start; reading is never limited, a client that meets 429 there falls silent for ever.</summary>
internal sealed class Limits : IDisposable
{
    private readonly PartitionedRateLimiter<string> _posts;
    private readonly PartitionedRateLimiter<string> _starts;

    public Limits(IOptions<DirectLineOptions> options)
    {
        var (posts, starts) = (options.Value.PostsPerSecond, options.Value.StartsPerMinute);
        _posts = Buckets(3 * posts, posts, TimeSpan.FromSeconds(1));
        _starts = Buckets(starts, Math.Max(1, starts / 60), TimeSpan.FromSeconds(Math.Max(1, 60 / starts)));
    }

    /// <summary>How long to wait before posting; null when now is fine.</summary>
    public TimeSpan? Post(Seat seat) => Take(_posts, seat.Conversation + "\n" + seat.User?.Id);

    /// <summary>How long to wait before starting; null when now is fine.</summary>
    public TimeSpan? Start(IPAddress? address) => Take(_starts, address?.ToString() ?? "");

    public void Dispose()
    {
        _posts.Dispose();
        _starts.Dispose();
    }

    private static TimeSpan? Take(PartitionedRateLimiter<string> buckets, string key)
    {
        using var lease = buckets.AttemptAcquire(key);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    private static PartitionedRateLimiter<string> Buckets(int most, int each, TimeSpan every) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = most,
            TokensPerPeriod = each,
            ReplenishmentPeriod = every,
            QueueLimit = 0,
        }), StringComparer.Ordinal);
}
