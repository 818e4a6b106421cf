using PartyBuilding.Dialogue.Patterns;
using PartyBuilding.Dialogue.Reading;
using PartyBuilding.Recognizers;
using Found = PartyBuilding.Recognizers.Reading;

namespace PartyBuilding.Dialogue.Turns;

/// <summary>Values without cue words answer the questions in the order they were asked: 「16」, 「三楼会议室」.</summary>
internal static class Bare
{
    public static Slots Fill(Slots said, Filling filling, IReadOnlyList<string> asked)
    {
        // Days, times and names in a text that is passed on are the text's own.
        if (asked is ["content"])
            return WithText(new Slots(), filling, "content");
        var numbers = new Queue<decimal>(
            from item in filling.Spotted.Items
            where item.Payload is Found { Value: Value.Number } && !filling.IsTaken(item.Start, item.End)
            orderby item.Start
            select ((Value.Number)((Found)item.Payload!).Value).Amount);
        foreach (var slot in asked)
            if (said.Get(slot) is null && numbers.Count > 0)
                said = WithNumber(said, slot, numbers);
        return asked.Count == 1 && said.Get(asked[0]) is null ? WithText(said, filling, asked[0]) : said;
    }

    private static Slots WithNumber(Slots said, string slot, Queue<decimal> numbers) => slot switch
    {
        "attendees" => said with { Attendees = (int)numbers.Dequeue() },
        "absent" => said with { Absent = (int)numbers.Dequeue() },
        "hours" => said with { Hours = numbers.Dequeue() },
        "points" => said with { Points = numbers.Dequeue() },
        "amount" => said with { Amount = numbers.Dequeue() },
        _ => said,
    };

    private static Slots WithText(Slots said, Filling filling, string slot)
    {
        var text = Passages.Clean(filling.Spotted.Text.Original(0, filling.Spotted.Text.Length));
        return slot switch
        {
            "place" => said with { Place = text },
            "topic" => said with { Topic = text },
            "reason" => said with { Reason = text },
            "content" => said with { Content = Passages.Whole(filling.Spotted.Text.Original(0, filling.Spotted.Text.Length)) },
            "members" when filling.Spotted.Items.Find(item => (item.Types & (ItemTypes.Person | ItemTypes.Guess)) != 0) is { Payload: Mentioned name }
                => said with { Members = [name.Written] },
            _ => said,
        };
    }
}
