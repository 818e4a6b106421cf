using PartyBuilding.Data;

namespace PartyBuilding.Bot.Demo;

/// <summary>A chat of the demo county.</summary>
internal sealed record DemoChat(long Id, string Key, bool IsGroup, string Title, long? Branch, DemoMember? Member, string? User, IReadOnlyList<(string User, string Name)> People);

/// <summary>The chats: one private chat each, a work group for each branch, one for the bureau with all secretaries. Ids never change.</summary>
internal static class DemoChats
{
    public const string Channel = "directline";
    public const string Account = "party-bot";

    /// <summary>What every private chat's id begins with.</summary>
    public const string Private = "demo-p-";

    /// <summary>What every group's id begins with.</summary>
    public const string Group = "demo-g-";

    public const string PrivateTitle = "与党建助手的私聊";

    private const string NewcomerKey = "xinren-01";

    public static string UserOf(DemoMember member) => UserOf(member.Key);

    private static string UserOf(string key) => "dl_" + key.Replace('-', '_');

    public static IReadOnlyList<DemoChat> Of(DemoRoster roster)
    {
        var chats = new List<DemoChat>();
        foreach (var member in roster.Members)
            chats.Add(Chat(member.Key, member.Name, member));
        chats.Add(Chat(NewcomerKey, DemoBranches.Newcomer, null));
        foreach (var staff in roster.Branches)
            Add(staff.Branch.Key, $"{staff.Branch.Name}党支部工作群", staff.Id, staff.Members);
        Add("bureau", $"{DemoBranches.Bureau}党建工作群", DemoRoster.BureauId,
            roster.Members.Where(member => member.IsSecretary || member.Roles.Any(role => role.In == DemoRoster.BureauId)));
        return chats;

        DemoChat Chat(string key, string name, DemoMember? member) =>
            new(chats.Count + 1, Private + key, false, PrivateTitle, null, member, UserOf(key), [(UserOf(key), name)]);

        void Add(string key, string title, long organisation, IEnumerable<DemoMember> people) =>
            chats.Add(new(chats.Count + 1, Group + key, true, title, organisation, null, null, [.. people.Select(member => (UserOf(member), member.Name))]));
    }

    public static object?[] Row(DemoChat chat, DateTimeOffset createdAt) =>
    [
        chat.Id, Channel, Account, chat.Key, chat.IsGroup ? "group" : "private", chat.Title, chat.Branch, chat.Member?.Id, chat.User,
        new Jsonb("{}"), createdAt,
    ];
}
