namespace PartyBuilding.Bot.Jobs;

/// <summary>What a reminder says in one conversation.</summary>
internal sealed record Said(long ConversationId, string Text);
