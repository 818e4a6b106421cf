using PartyBuilding.Dialogue;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.DataFiles;

/// <summary>Reads <c>plan/reminders.yaml</c>.</summary>
internal sealed class PlanReminders(IReadOnlySet<string> kinds, IReadOnlyList<Obligation> obligations)
{
    private static readonly HashSet<string> Places =
    [
        "branch", "name", "period", "gaps", "by", "kind", "day", "start", "place", "branches", "years", "score", "unknown_year",
    ];

    private readonly HashSet<string> duties = [.. obligations.Select(duty => duty.Key)];
    private readonly HashSet<string> keys = [];
    private readonly HashSet<string> said = [];
    private readonly Dictionary<string, (Node Key, string Text)> texts = [];

    public IReadOnlyList<ReminderRule> Read(Node file)
    {
        IReadOnlyList<ReminderRule> rules = [];
        file.Map(root =>
        {
            foreach (var (key, text) in root.Need("texts")?.Pairs() ?? [])
                texts.TryAdd(key.Text(), (key, Text(text)));
            rules = [.. root.List("reminders", Rule).OfType<ReminderRule>()];
            return root;
        });
        foreach (var (key, text) in texts.Where(text => !said.Contains(text.Key)))
            text.Key.Wrong($"没有提醒用到“{key}”这段话。");
        return rules;
    }

    private ReminderRule? Rule(Node node) => node.Map(item =>
    {
        var key = item.Key("key");
        keys.RefuseTwice(node, "提醒", key);
        var rule = new ReminderRule(
            key, item.Need("when")?.Map(When) ?? new When.EachWorkday(), item.Need("at")?.Time() ?? default,
            item.Need("to")?.OneOf(PlanWords.Audiences) ?? Audience.Groups, Say(item))
        {
            Late = item.Need("late")?.Map(Late)?.Span ?? default,
            Gaps = item.Maybe("gaps")?.OneOf(PlanWords.Units),
            IsPrevious = item.Maybe("previous")?.Bool() ?? false,
            Only = item.List("only", duty => duty.Known(duties, "obligations.yaml")),
            Kinds = item.List("kinds", kind => kind.Known(kinds, "kinds.yaml")),
            IsActive = item.Maybe("active")?.Bool() ?? true,
        };
        CheckWhole(node, rule);
        return rule;
    });

    private string Say(Keys item)
    {
        if (item.Need("say") is not { } node)
            return "";
        said.Add(node.Text());
        if (texts.TryGetValue(node.Text(), out var text))
            return text.Text;
        node.Wrong($"texts 里没有“{node.Text()}”。");
        return "";
    }

    private static string Text(Node node)
    {
        var text = node.Text();
        if (!IsBalanced(text))
            node.Wrong("花括号不成对。");
        else if (Rendering.Placeholders(text).FirstOrDefault(place => !Places.Contains(place)) is { } strange)
            node.Wrong($"不认识的空位“{{{strange}}}”，只能用：{string.Join("、", Places)}。");
        if (text.AsSpan().IndexOfAny('!', '！') >= 0)
            node.Wrong("提醒里不用感叹号。");
        return text;
    }

    private static bool IsBalanced(string text)
    {
        var isOpen = false;
        foreach (var brace in text.Where(c => c is '{' or '}'))
        {
            if (isOpen == (brace == '{'))
                return false;
            isOpen = !isOpen;
        }

        return !isOpen;
    }

    private static When When(Keys item)
    {
        var of = item.Maybe("of");
        var unit = of?.OneOf(PlanWords.Units) ?? PeriodUnit.Year;
        When?[] given =
        [
            item.Maybe("day") is { } day ? new When.EachMonth(day.Int(1, 31)) : null,
            item.Maybe("weekday") is { } weekday ? new When.EachWeek(weekday.OneOf(PlanWords.Weekdays)) : null,
            item.Maybe("date") is { } date ? new When.EachYear(date.MonthDay()) : null,
            item.Maybe("every") is { } every ? every.OneOf(PlanWords.Every) : null,
            item.Maybe("days-after-start") is { } after ? new When.AfterStart(after.Int(0, 366), unit) : null,
            item.Maybe("days-before-end") is { } before ? new When.BeforeEnd(before.Int(0, 366), unit) : null,
            item.Maybe("days-before-planned") is { } ahead ? new When.BeforePlanned(ahead.Int(-31, 366)) : null,
        ];
        var chosen = given.OfType<When>().ToList();
        if (chosen.Count != 1)
            item.Owner.Wrong("when 要写且只写一种：day、weekday、date、every、days-after-start、days-before-end 或 days-before-planned。");
        var spans = chosen is [PartyBuilding.Plan.When.AfterStart or PartyBuilding.Plan.When.BeforeEnd];
        if (spans != of is not null)
            item.Owner.Wrong(spans ? "还要写 of：week、month、quarter、half、term 或 year。" : "of 只和 days-after-start、days-before-end 一起写。");
        return chosen.FirstOrDefault(new When.EachWorkday());
    }

    private static Tolerance Late(Keys item)
    {
        var span = TimeSpan.FromDays(item.Maybe("days")?.Int(0, 30) ?? 0) + TimeSpan.FromHours(item.Maybe("hours")?.Int(0, 240) ?? 0);
        if (span == TimeSpan.Zero)
            item.Owner.Wrong("late 要写 days 或 hours，大于 0。");
        return new(span);
    }

    private void CheckWhole(Node node, ReminderRule rule)
    {
        var planned = rule.When is When.BeforePlanned;
        if ((rule.To is Audience.GroupOfActivity or Audience.Organiser or Audience.Inspector) != planned)
            node.Wrong("days-before-planned 和 to: group of activity、organiser、inspector 要一起用。");
        if (rule.Kinds.Count > 0 && !planned)
            node.Wrong("kinds 只和 days-before-planned 一起用。");
        var needsGaps = rule.To is Audience.GroupsWithGaps or Audience.SecretariesWithGaps or Audience.MembersWithGaps or Audience.MentorsWithGaps;
        if (needsGaps && rule.Gaps is null)
            node.Wrong("发给有欠项的人，要写 gaps：说的是哪一期。");
        if (rule.Gaps is null && (rule.Only.Count > 0 || rule.IsPrevious))
            node.Wrong("only 和 previous 要和 gaps 一起写。");
        if (rule.Gaps is PeriodUnit.Once or PeriodUnit.Tenure)
            node.Wrong("gaps 不能是 once 或 tenure；长期事项写 year。");
        CheckOwers(node, rule);
    }

    // A reminder of a member's duty sent to branches would never find a gap, and nobody would notice.
    private void CheckOwers(Node node, ReminderRule rule)
    {
        foreach (var duty in obligations.Where(duty => rule.Only.Contains(duty.Key) && !Concerns(rule.To, duty)).DistinctBy(duty => duty.Key))
            node.Wrong($"“{duty.Key}”（{duty.Name}）是{Whose(duty)}的事，不能发给这里 to 写的人。");
    }

    private static string Whose(Obligation duty) => duty.Subject switch
    {
        SubjectType.Branch => "支部",
        SubjectType.Pair => "师徒",
        _ => duty.Who == Who.EachSecretary ? "书记" : "党员本人",
    };

    private static bool Concerns(Audience to, Obligation duty) => to switch
    {
        Audience.SecretariesWithGaps => duty.Subject == SubjectType.Branch || duty.Who == Who.EachSecretary,
        Audience.MembersWithGaps => duty.Subject == SubjectType.Member,
        Audience.MentorsWithGaps => duty.Subject == SubjectType.Pair,
        Audience.GroupsWithGaps or Audience.Bureau => duty.Subject == SubjectType.Branch,
        _ => true,
    };

    private sealed record Tolerance(TimeSpan Span);
}
