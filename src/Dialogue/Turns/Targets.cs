namespace PartyBuilding.Dialogue.Turns;

/// <summary>Which earlier record a correction or a withdrawal means.</summary>
internal static class Targets
{
    public static bool NeedsRecord(string intent) => intent is "correct_record" or "withdraw_record";

    /// <returns>The newest record that fits kind and day; null when none does, so that the feature can look further back.</returns>
    public static RecordRef? Find(string intent, Slots slots, IReadOnlyList<RecordRef> last) =>
        NeedsRecord(intent)
            ? last.FirstOrDefault(record => Fits(record, slots.ActivityType, slots.Date))
            : null;

    private static bool Fits(RecordRef record, string? kind, DateOnly? day) =>
        (kind is null || record.Kind == kind) && (day is null || record.Day == day);
}
