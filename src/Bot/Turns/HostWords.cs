using System.Collections.Frozen;
using System.Text.Json;
using PartyBuilding.Dialogue;

namespace PartyBuilding.Bot.Turns;

/// <summary>What the program says outside any dialogue; the words stand in <c>dialogs/_host.yaml</c> under the same names in snake case.</summary>
internal enum HostWord
{
    HelloGroup,
    HelloMember,
    HelloStranger,
    StrangerGroup,
    Stranger,
    Bound,
    Privacy,
    CodeWrong,
    CodeExpired,
    CodeUsed,
    CodeTooMany,
    CodeIsGroups,
    CodeIsPersonal,
    GroupBound,
    AskInPrivate,
    EditUnknown,
    EditUnread,
    EditDone,
    EditNotice,
    EditStays,
    DeleteNotice,
    DeleteStays,
    TheRecord,
    PhotosAdded,
    PhotosLate,
    PhotoSame,
    PhotoAlone,
    PhotoKind,
    PhotoBig,
    PhotoMany,
    PhotoLost,
    PhotoNotHere,
    TooLong,
    TooFast,
    Sorry,
    RefusedLine,
    LeftOpen,
    TapOver,
    TapDone,
}

/// <summary>The words by their keys.</summary>
internal static class HostWords
{
    private static readonly FrozenDictionary<HostWord, string> ByWord =
        Enum.GetValues<HostWord>().ToFrozenDictionary(word => word, word => JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString()));

    /// <summary>Every key the data must have.</summary>
    public static FrozenSet<string> Keys { get; } = ByWord.Values.ToFrozenSet();

    /// <summary>The sentence, filled in.</summary>
    public static string Say(this Dialogues dialogues, HostWord word, params (string Name, string? Value)[] values) => dialogues.Say(ByWord[word], values);
}
