using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>A bot with its own demo county. Each conversation gets branches nobody has used before it, so that none sees the traces of another.</summary>
internal sealed class County(BotProcess bot, IReadOnlyList<DemoPerson> people) : IAsyncDisposable
{
    private readonly HashSet<string> used = [];
    private readonly Dictionary<(string Person, string Conversation), Chat> chats = [];

    public BotProcess Bot => bot;

    public static async Task<County> StartAsync(string now, CancellationToken cancel)
    {
        var bot = await BotProcess.StartAsync(new BotProcessOptions { Now = now }, cancel);
        try
        {
            return new County(bot, await DemoPerson.AllAsync(bot.Http, cancel));
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Finds people for all parts, in branches not used yet; a label that is no name of a branch stands for any.</summary>
    /// <returns>Null when the county has too few branches left.</returns>
    public IReadOnlyDictionary<string, DemoPerson>? Cast(IReadOnlyList<Part> parts)
    {
        var cast = new Dictionary<string, DemoPerson>();
        var taken = new HashSet<string>();
        foreach (var branch in parts.GroupBy(part => part.Branch))
        {
            var home = branch.Key is null
                ? people
                : people.Where(person => person.Branch is { } b && !used.Contains(b) && !taken.Contains(b))
                    .Where(person => !IsNamed(branch.Key) || person.Branch == branch.Key)
                    .GroupBy(person => person.Branch!)
                    .FirstOrDefault(candidates => Fill(branch, [.. candidates]) is not null)?.ToList();
            if (home is null || Fill(branch, home) is not { } filled)
                return null;
            foreach (var (name, person) in filled)
                cast.Add(name, person);
            if (branch.Key is not null)
                taken.Add(home[0].Branch!);
        }
        used.UnionWith(taken);
        return cast;
    }

    /// <summary>Whether a file means this very branch of the demo county, because of what it has or has not done.</summary>
    private bool IsNamed(string label) => people.Any(person => person.Branch == label);

    public async Task<Chat> ChatAsync(DemoPerson person, bool group, CancellationToken cancel)
    {
        var conversation = (group ? person.Group : person.Private) ?? throw new InvalidOperationException($"{person.Name} is in no group.");
        if (!chats.TryGetValue((person.Id, conversation), out var chat))
            chats.Add((person.Id, conversation), chat = await Chat.OpenAsync(bot.Http, person.Id, conversation, cancel));
        return chat;
    }

    public async Task SetClockAsync(string now, CancellationToken cancel)
    {
        using var answer = await bot.Http.PostAsJsonAsync("/demo/clock", new JsonObject { ["now"] = now }, cancel);
        Assert.True(answer.IsSuccessStatusCode, $"The clock was refused: {await answer.Content.ReadAsStringAsync(cancel)}");
    }

    public async Task RestartAsync(CancellationToken cancel)
    {
        await bot.StopAsync(cancel);
        await bot.RestartAsync(cancel);
    }

    public ValueTask DisposeAsync() => bot.DisposeAsync();

    private static List<(string Name, DemoPerson Person)>? Fill(IEnumerable<Part> parts, IReadOnlyList<DemoPerson> home)
    {
        var filled = new List<(string Name, DemoPerson Person)>();
        foreach (var part in parts)
        {
            if (home.FirstOrDefault(person => person.Is(part.Plays) && filled.All(one => one.Person != person)) is not { } found)
                return null;
            filled.Add((part.Name, found));
        }
        return filled;
    }
}
