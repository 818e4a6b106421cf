namespace PartyBuilding.Dialogue.Definitions;

/// <summary>Everything a school may tune about what people say and what is answered, as plain records.</summary>
/// <param name="Common">Words and rules shared by all dialogs.</param>
/// <param name="Dialogs">One per intent.</param>
/// <param name="Kinds">Words for kinds of activity.</param>
/// <param name="Sentences">Labelled sentences to learn from.</param>
public sealed record DialogueSet(
    CommonWords Common, IReadOnlyList<DialogDefinition> Dialogs, IReadOnlyList<KindWords> Kinds, IReadOnlyList<LabelledSentence> Sentences);

/// <summary>What somebody said and what it meant.</summary>
/// <param name="Intent">The intent it belongs to.</param>
/// <param name="Said">The sentence.</param>
public sealed record LabelledSentence(string Intent, Written Said);

/// <summary>A text from a data file and where it stands there, for faults.</summary>
public sealed record Written(string Text, string Where);

/// <summary>What stands in <c>dialogs/_common.yaml</c>.</summary>
/// <param name="Rules">Named alternatives, used in patterns as <c>&lt;name&gt;</c>.</param>
/// <param name="Facts">Named lists of patterns that fill slots by cue words, in order of trust.</param>
/// <param name="Typos">Wrong form to right form, both of the same length.</param>
/// <param name="Names">What people's and branches' names look like.</param>
/// <param name="Says">Sentences the engine itself says, by key.</param>
/// <param name="Teach">Intents that help and suggestions teach, the most useful first.</param>
/// <param name="Courtesies">Polite words that are answered politely, in private.</param>
public sealed record CommonWords(
    IReadOnlyDictionary<string, IReadOnlyList<Written>> Rules,
    IReadOnlyDictionary<string, IReadOnlyList<Written>> Facts,
    IReadOnlyDictionary<string, string> Typos,
    NameShapes Names,
    IReadOnlyDictionary<string, Written> Says,
    IReadOnlyList<Written> Teach,
    IReadOnlyList<CourtesyDefinition> Courtesies);

/// <summary>Words that ask for nothing: thanks, a greeting, a goodbye.</summary>
/// <param name="Said">What people say.</param>
/// <param name="Answer">What is answered.</param>
public sealed record CourtesyDefinition(IReadOnlyList<Written> Said, string Answer);

/// <summary>How names look that no roster lists.</summary>
/// <param name="Surnames">Common surnames, one or two characters each.</param>
/// <param name="NotInNames">Characters that a given name does not contain.</param>
/// <param name="Titles">What follows a surname: 老师, 书记 …</param>
/// <param name="Prefixes">What stands before one: 老, 小.</param>
/// <param name="RareSurnames">Surnames that are rather words, heard only beside a title or a prefix: 闻老师, 小蓝.</param>
/// <param name="SchoolEndings">How a school's name ends: 小学, 幼儿园 …</param>
/// <param name="BranchEndings">How a branch is called after its name: 党支部, 支部.</param>
/// <param name="Borders">Words or characters before which a branch's name cannot reach back.</param>
/// <param name="Inside">Exceptions to the borders: 和平, 向阳 …</param>
public sealed record NameShapes(
    IReadOnlyList<string> Surnames,
    string NotInNames,
    IReadOnlyList<string> Titles,
    IReadOnlyList<string> Prefixes,
    IReadOnlyList<string> RareSurnames,
    IReadOnlyList<string> SchoolEndings,
    IReadOnlyList<string> BranchEndings,
    IReadOnlyList<string> Borders,
    IReadOnlyList<string> Inside);

/// <summary>Words for one kind of activity.</summary>
/// <param name="Key">Its key in the plan.</param>
/// <param name="Name">Its name, as records show it.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Signs">Patterns that describe it without naming it (打扫卫生, 扫墓).</param>
/// <param name="Required">Slots a record cannot do without, in the order they are asked.</param>
/// <param name="CountsHours">True when a length is kept as hours of persons instead of minutes.</param>
/// <param name="OnlyInQueries">True for collective names such as 三会一课.</param>
/// <param name="IsDuty">True for kinds that are no activities to be guessed (责任书, 七个一): only <c>{duty}</c> in a pattern finds them.</param>
public sealed record KindWords(
    string Key, string Name, IReadOnlyList<Written> Aliases, IReadOnlyList<Written> Signs,
    IReadOnlyList<string> Required, bool CountsHours, bool OnlyInQueries, bool IsDuty = false);
