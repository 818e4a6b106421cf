using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Dialogue.Reading;

namespace PartyBuilding.Dialogue.Turns;

/// <summary>Whether a group message that does not address the bot is a report all the same: own branch, kind, past day and a figure.</summary>
internal static class Unmistakable
{
    public static bool IsReport(Message message, Read read) =>
        read.Understanding is { Intent: "report_activity", Slots: var slots }
        && message.Branch is { } own
        && (slots.Branch is null || slots.Branch is [var named] && named == own)
        && slots.ActivityType is not null && (read.Spotted.Types & ItemTypes.Kind) != 0
        && slots.Date is { } date && date <= DateOnly.FromDateTime(message.Now.Date)
        && HasFigure(slots)
        && !read.Understanding.Doubts.Any(doubt => doubt.Slot == "date");

    private static bool HasFigure(Slots slots) =>
        slots is not { Attendees: null, Absent: null, Due: null, Hours: null, DurationMinutes: null, Start: null };
}
