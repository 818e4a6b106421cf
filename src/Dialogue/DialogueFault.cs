namespace PartyBuilding.Dialogue;

/// <summary>A mistake in the meaning of the dialogue data.</summary>
/// <param name="Where">Where it stands, as the reader of the files named the place.</param>
/// <param name="Text">A finished Chinese sentence.</param>
public sealed record DialogueFault(string Where, string Text);
