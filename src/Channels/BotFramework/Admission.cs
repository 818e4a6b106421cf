namespace PartyBuilding.Channels.BotFramework;

/// <summary>Whether a call to <c>/api/messages</c> is believed. Closed.</summary>
public abstract record Admission
{
    private Admission() { }

    /// <summary>A channel of the Bot Framework.</summary>
    /// <param name="ServiceUrl">Where replies go, confirmed by the token.</param>
    public sealed record Channel(string ServiceUrl) : Admission;

    /// <summary>The Emulator, with a token of our own registration; it confirms no service address.</summary>
    public sealed record Emulator : Admission;

    /// <summary>Another bot on the list of callers; it confirms no service address.</summary>
    /// <param name="AppId">That bot's application id.</param>
    public sealed record Skill(string AppId) : Admission;

    /// <summary>Somebody on this machine while authentication is off.</summary>
    public sealed record Anonymous : Admission;

    /// <summary>Not believed.</summary>
    /// <param name="Status">401, 403, or 503 while no keys could be had.</param>
    /// <param name="Reason">For the log; the caller is told only the status.</param>
    public sealed record Refused(int Status, string Reason) : Admission;
}
