using System.Diagnostics;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Plays a conversation to its end, noting everything that is said and everything that is not as wanted.</summary>
internal sealed class Play(Conversation conversation, County county, IReadOnlyDictionary<string, DemoPerson> cast)
{
    /// <summary>How long a line may take to appear in another conversation than the one spoken in.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long silence is listened to.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(60);

    private int logged = county.Bot.Output.Length;
    private readonly List<string> script = [];
    private readonly List<string> complaints = [];
    private readonly Dictionary<(string Who, bool InGroup), Chat> watched = [];
    private readonly HashSet<Line> written = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<string> Complaints => complaints;

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var (name, person) in cast)
        {
            await WatchAsync(name, false, cancel);
            if (person.Group is not null)
                await WatchAsync(name, true, cancel);
        }
        foreach (var scene in conversation.Steps)
        {
            await LookAroundAsync(cancel);
            foreach (var chat in watched.Values)
                chat.Forget();
            await RunAsync(scene, cancel);
            await NothingElseInGroupsAsync(scene, cancel);
        }
    }

    /// <summary>What was wrong, then the whole conversation.</summary>
    public override string ToString() => string.Join('\n', [conversation.Name, .. complaints.Select(complaint => "  ✗ " + complaint), "", .. script, "", .. Faults()]);

    /// <summary>What the bot itself complained of in its log meanwhile.</summary>
    private IEnumerable<string> Faults() => county.Bot.Output[logged..].Split('\n')
        .Where(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal))
        .Select(line => line[..Math.Min(line.Length, 600)]);

    private async Task RunAsync(Scene scene, CancellationToken cancel)
    {
        if (scene.Restart)
        {
            script.Add("—— 重新启动 ——");
            logged = 0;
            await county.RestartAsync(cancel);
        }
        if (scene.Clock is { } clock)
        {
            script.Add($"—— {clock} ——");
            await county.SetClockAsync(clock, cancel);
        }
        if (scene.Who is { } who)
            await SpeakAsync(who, scene, cancel);
        // Silence is listened to last: by then everything that comes has come.
        foreach (var sight in scene.Sees.OrderBy(sight => sight.What.Holds is null))
            await SeeAsync(sight, cancel);
    }

    private async Task SpeakAsync(string who, Scene scene, CancellationToken cancel)
    {
        var chat = await WatchAsync(who, scene.InGroup, cancel);
        var text = scene.Tap is not { } tap
            ? Filled(scene.Text!)
            : chat.Buttons.FirstOrDefault(button => button.StartsWith(Filled(tap), StringComparison.Ordinal));
        script.Add($"{who}{Place(scene.InGroup)}：{text ?? $"（没有“{scene.Tap}”按钮）"}{(scene.Tap is null ? "" : "  [点按]")}");
        if (text is null)
            complaints.Add($"{who}{Place(scene.InGroup)}: there is no button “{scene.Tap}”");
        else
            await chat.SayAsync(text, cancel);
    }

    private async Task SeeAsync(Sight sight, CancellationToken cancel)
    {
        var chat = await WatchAsync(sight.Who, sight.InGroup, cancel);
        var watch = Stopwatch.StartNew();
        var patience = sight.What.Holds is null ? Quiet : Patience;
        await chat.LookAsync(cancel);
        while (chat.Unread.Count == 0 && watch.Elapsed < patience)
        {
            await Task.Delay(Glance, cancel);
            await chat.LookAsync(cancel);
        }
        var place = sight.Who + Place(sight.InGroup);
        Write(place, chat);
        if (Complaint(sight.What, chat.Unread) is { } complaint)
            complaints.Add($"{place}: {complaint}");
    }

    private string? Complaint(Wanted wanted, IReadOnlyList<Line> lines) => (wanted.Holds, lines) switch
    {
        (null, []) => null,
        (null, [var first, ..]) => $"silence was wanted, the bot said “{first.Text}”",
        (_, [var only]) => wanted.Complaint(only.Text, Filled) is { } wrong ? $"{wrong} in “{only.Text}”" : null,
        _ => $"one line was wanted, {lines.Count} came: {string.Join(" / ", lines.Select(line => line.Text))}",
    };

    /// <summary>A group hears only what the step wants it to hear, and never what may not be said there.</summary>
    private async Task NothingElseInGroupsAsync(Scene scene, CancellationToken cancel)
    {
        await LookAroundAsync(cancel);
        var wanted = scene.Sees.Where(sight => sight.InGroup).Select(sight => cast[sight.Who].Group).ToHashSet();
        foreach (var ((who, _), chat) in watched.Where(one => one.Key.InGroup).DistinctBy(one => cast[one.Key.Who].Group))
        {
            Write(who + Place(inGroup: true), chat);
            foreach (var line in chat.Unread)
            {
                if (!wanted.Contains(cast[who].Group))
                    complaints.Add($"{who}{Place(inGroup: true)}: nobody asked for “{line.Text}”");
                if (conversation.NeverInGroup.Select(Filled).FirstOrDefault(never => line.Text.Contains(never, StringComparison.Ordinal)) is { } said)
                    complaints.Add($"{who}{Place(inGroup: true)}: “{said}” may never be said in a group: “{line.Text}”");
            }
        }
    }

    private async Task LookAroundAsync(CancellationToken cancel)
    {
        foreach (var chat in watched.Values)
            await chat.LookAsync(cancel);
    }

    private void Write(string place, Chat chat)
    {
        foreach (var line in chat.Unread.Where(written.Add))
            script.Add($"    → {place}：{line.Text}{(line.Buttons.Count > 0 ? $"  [{string.Join(" | ", line.Buttons)}]" : "")}");
    }

    private async Task<Chat> WatchAsync(string who, bool group, CancellationToken cancel)
    {
        if (!cast.TryGetValue(who, out var person))
            throw new InvalidOperationException($"{conversation.Name}: {who} is not among the people.");
        if (!watched.TryGetValue((who, group), out var chat))
        {
            watched.Add((who, group), chat = await county.ChatAsync(person, group, cancel));
            await chat.LookAsync(cancel);
            chat.Forget();
        }
        return chat;
    }

    private string Filled(string text)
    {
        foreach (var (name, person) in cast)
            text = text.Replace($"{{{name}}}", person.Name, StringComparison.Ordinal);
        foreach (var part in conversation.Cast.Where(part => part.Branch is not null))
            text = text.Replace($"{{{part.Branch}}}", cast[part.Name].Branch, StringComparison.Ordinal);
        return text;
    }

    private static string Place(bool inGroup) => inGroup ? "（群）" : "（私聊）";
}
