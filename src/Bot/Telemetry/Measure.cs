using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PartyBuilding.Bot.Telemetry;

/// <summary>What the bot measures of itself. Meter and source are both called <c>PartyBuilding</c>; no name and no text is ever a tag.</summary>
internal static class Measure
{
    public const string Name = "PartyBuilding";

    public static ActivitySource Source { get; } = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Milliseconds of one turn, by outcome.</summary>
    public static Histogram<double> Turns { get; } = Meter.CreateHistogram<double>("party.turn.duration", "ms");

    /// <summary>Deliveries that reached a final or waiting state, by channel and state.</summary>
    public static Counter<long> Deliveries { get; } = Meter.CreateCounter<long>("party.deliveries");

    /// <summary>Broadcasts made by reminders.</summary>
    public static Counter<long> Reminders { get; } = Meter.CreateCounter<long>("party.reminders");
}
