using System.Collections.Frozen;
using System.Reflection;

namespace PartyBuilding.Bot.Turns;

/// <summary>Which class does which intent. Found once at start; an intent with no feature or with two stops the start.</summary>
internal sealed class FeatureTable
{
    private readonly FrozenDictionary<string, Type> byIntent;

    public FeatureTable()
    {
        byIntent = Classes
            .SelectMany(type => type.GetCustomAttribute<IntentAttribute>()!.Intents.Select(intent => (intent, type)))
            .ToFrozenDictionary(pair => pair.intent, pair => pair.type, StringComparer.Ordinal);
    }

    /// <summary>Every feature class of this program.</summary>
    public static IReadOnlyList<Type> Classes { get; } =
        [.. typeof(FeatureTable).Assembly.GetTypes().Where(type => type.GetCustomAttribute<IntentAttribute>() is not null)];

    /// <summary>Intents that have a feature.</summary>
    public IEnumerable<string> Intents => byIntent.Keys;

    /// <summary>The feature of an intent, built with the turn's own connection.</summary>
    public IFeature For(string intent, IServiceProvider turn) => (IFeature)turn.GetRequiredService(byIntent[intent]);
}
