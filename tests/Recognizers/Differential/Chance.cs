namespace PartyBuilding.Tests.Recognizers.Differential;

internal static class Chance
{
    /// <summary>One of several.</summary>
    public static T Of<T>(this Random random, params ReadOnlySpan<T> items) => items[random.Next(items.Length)];
}
