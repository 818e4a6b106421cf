namespace PartyBuilding.Bot.Web;

/// <summary>Somebody of the demo county to try the bot as.</summary>
/// <param name="Id">The person's id on Direct Line; the same after every restart.</param>
/// <param name="Role">The highest of <paramref name="Roles"/> in one word: member, committee, secretary, bureau or inspector.</param>
/// <param name="Branch">Null for somebody who is not bound to anybody on the roster.</param>
/// <param name="Conversations">The private chat first.</param>
internal sealed record DemoPerson(
    string Id, string Name, string Role, IReadOnlyList<string> Roles, string? Branch, IReadOnlyList<DemoConversation> Conversations);

/// <summary>A chat of such a person.</summary>
internal sealed record DemoConversation(string Id, string Title, bool IsGroup);
