using System.Globalization;
using PartyBuilding.Dialogue.Definitions;
using PartyBuilding.Dialogue.Patterns;

namespace PartyBuilding.Dialogue.Reading;

/// <summary>Notices what cannot be, in words of the common file.</summary>
internal sealed class Doubts(IReadOnlyDictionary<string, Written> says)
{
    /// <summary>Sentences that the common file must have for this.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["doubt_over", "doubt_sum", "doubt_bad_date", "doubt_future", "doubt_absurd"];

    public List<Doubt> Find(CompiledDialog dialog, Spotted spotted, Slots slots, DateTimeOffset now)
    {
        var doubts = new List<Doubt>();
        if (slots is { Due: { } due, Attendees: { } present } && present > due)
            doubts.Add(new Doubt("attendees", Say("doubt_over", slots), true));
        else if (slots is { Due: { } all, Attendees: { } here, Absent: { } away } && here + away != all)
            doubts.Add(new Doubt("absent", Say("doubt_sum", slots), false));
        if (slots.Attendees is < 0 or > 100_000 || slots.Hours is <= 0 or > 24 * 31 || slots.Points is 0 or > 1000 or < -1000)
            doubts.Add(new Doubt(slots.Points is not null ? "points" : slots.Hours is not null ? "hours" : "attendees", Say("doubt_absurd", slots), true));
        if (dialog.Definition.Act && dialog.Slots.Contains("date"))
            FindDates(dialog, spotted, slots, now, doubts);
        return doubts;
    }

    private void FindDates(CompiledDialog dialog, Spotted spotted, Slots slots, DateTimeOffset now, List<Doubt> doubts)
    {
        foreach (var item in spotted.Items)
            if ((item.Types & ItemTypes.Bad) != 0)
                doubts.Add(new Doubt("date", Rendering.Render(says["doubt_bad_date"].Text, name => name == "text" ? spotted.Text.Exact(item.Start, item.End) : null), true));
        if (slots.Date is not { } date || dialog.Definition.Tense != Tense.Past)
            return;
        var today = DateOnly.FromDateTime(now.Date);
        if (date > today)
            doubts.Add(new Doubt("date", Say("doubt_future", slots), true));
        else if (dialog.Definition.Slots.FirstOrDefault(slot => slot.Name == "date") is { WithinDays: { } days, Sorry: { } sorry }
                 && today.DayNumber - date.DayNumber > days)
            doubts.Add(new Doubt("date", Rendering.Render(sorry, name => name == "days" ? days.ToString(CultureInfo.InvariantCulture) : Rendering.Value(slots, name)), true));
    }

    private string Say(string key, Slots slots) => Rendering.Render(says[key].Text, name => Rendering.Value(slots, name));
}
