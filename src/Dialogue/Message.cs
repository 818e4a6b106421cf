namespace PartyBuilding.Dialogue;

/// <summary>One message with all that understanding it may depend on.</summary>
/// <param name="Text">As typed, mentions of the bot already taken out.</param>
/// <param name="Role"><c>member</c>, <c>committee</c>, <c>secretary</c> or <c>bureau</c>: the speaker's highest role.</param>
/// <param name="Branch">The speaker's branch by name, without 支部; null for the bureau and for strangers.</param>
/// <param name="IsGroup">True in a work group.</param>
/// <param name="IsAddressed">True in private, when the bot was mentioned, or when the message answers one of its own.</param>
/// <param name="Now">The message's time in the county's zone.</param>
public sealed record Message(string Text, string Role, string? Branch, bool IsGroup, bool IsAddressed, DateTimeOffset Now);
