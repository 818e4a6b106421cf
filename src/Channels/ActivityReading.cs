namespace PartyBuilding.Channels;

/// <summary>What became of a request's body. Closed.</summary>
public abstract record ActivityReading
{
    private ActivityReading() { }

    /// <summary>An activity with a type.</summary>
    /// <param name="Activity">As the client sent it; nothing in it is verified yet.</param>
    public sealed record Read(Activity Activity) : ActivityReading;

    /// <summary>Not one we take.</summary>
    /// <param name="Status">400, 413 or 415.</param>
    /// <param name="Code">The protocol's error code.</param>
    /// <param name="Message">A sentence for the one who wrote the client.</param>
    public sealed record Refused(int Status, string Code, string Message) : ActivityReading;
}
