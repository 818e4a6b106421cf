using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PartyBuilding.Bot;

/// <summary>The bot as people meet it. Section <c>Bot</c>.</summary>
internal sealed class BotOptions
{
    /// <summary>What people type behind an @.</summary>
    /// <value>Default 党建助手.</value>
    [Required, StringLength(20, MinimumLength = 1)]
    public string Name { get; set; } = "党建助手";

    /// <summary>The longest message read, in characters; anything longer is answered with one sentence.</summary>
    /// <value>Default 10000: a pasted report fits, a pasted book does not.</value>
    [Range(100, 28_000)]
    public int LongestText { get; set; } = 10_000;

    /// <summary>The largest photo taken, in bytes.</summary>
    /// <value>Default 10 MiB: any phone's photo fits. What is uploaded to our own Direct Line is limited by <c>DirectLine:MaxFileBytes</c>.</value>
    [Range(100_000, 50_000_000)]
    public int LargestPhoto { get; set; } = 10 * 1024 * 1024;

    /// <summary>How many photos a report may have.</summary>
    /// <value>Default 9.</value>
    [Range(1, 50)]
    public int MostPhotos { get; set; } = 9;

    /// <summary>How many messages a second one person may send, and four times as many at once; who is faster is asked to slow down.</summary>
    /// <value>Default 10.</value>
    [Range(1, 10_000)]
    public int MessagesPerSecond { get; set; } = 10;

    /// <summary>How many turns are under way at once in this process; the others wait at the door.</summary>
    /// <value>Default ten for each processor, at most 32: as many as travel together, and some alone, each with a connection of its own.</value>
    [Range(1, 500)]
    public int TurnsAtOnce { get; set; } = Math.Min(32, 10 * Environment.ProcessorCount);

    /// <summary>How many transactions shared by several turns are under way at once.</summary>
    /// <value>Default one for each processor and one more, at most 5: with fewer, processors idle between the steps of a turn.</value>
    [Range(1, 50)]
    public int ConvoysAtOnce { get; set; } = Math.Min(5, Environment.ProcessorCount + 1);

    /// <summary>How many turns share one transaction at most.</summary>
    /// <value>Default 8.</value>
    [Range(1, 64)]
    public int TurnsInConvoy { get; set; } = 8;

    /// <summary>How long one turn may take before the channel is asked to try again.</summary>
    /// <value>Default 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:10")]
    public TimeSpan TurnBudget { get; set; } = TimeSpan.FromSeconds(2);
}

[OptionsValidator]
internal sealed partial class BotOptionsValidator : IValidateOptions<BotOptions>;
