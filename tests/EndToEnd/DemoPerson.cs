using System.Net.Http.Json;
using System.Text.Json;

namespace PartyBuilding.Tests.EndToEnd;

/// <summary>Someone of the demo county as <c>GET /demo/people</c> lists them.</summary>
internal sealed record DemoPerson(
    string Id, string Name, string Role, IReadOnlyList<string> Roles, string? Branch, IReadOnlyList<DemoConversation> Conversations)
{
    public string Private => Conversations.Single(c => !c.IsGroup).Id;

    public string? Group => Conversations.FirstOrDefault(c => c.IsGroup)?.Id;

    public static async Task<IReadOnlyList<DemoPerson>> AllAsync(HttpClient http, CancellationToken cancel) =>
        (await http.GetFromJsonAsync<DemoPerson[]>("/demo/people", JsonSerializerOptions.Web, cancel))!;

    /// <summary>Whether this person fits a part: <c>secretary</c>, <c>member</c> (and nothing more), <c>unbound</c> …</summary>
    public bool Is(string part) => part switch
    {
        "unbound" => Branch is null && Conversations.All(c => !c.IsGroup) && Role == "member",
        "member" => Branch is not null && Role == "member" && Roles.All(role => role == "member"),
        _ => Role == part || Roles.Contains(part),
    };
}

/// <summary>A conversation someone of the demo county takes part in.</summary>
internal sealed record DemoConversation(string Id, string Title, bool IsGroup);
