using PartyBuilding.Data;

namespace PartyBuilding.Bot.Sending;

/// <summary>Carries one message to one channel's wire.</summary>
internal interface ICarrier
{
    /// <summary>Whether it serves this channel.</summary>
    bool Serves(string channel);

    /// <summary>One try. Never throws for what the channel does; the end says what to do next.</summary>
    Task<DeliveryEnd> CarryAsync(DeliveryRow delivery, CancellationToken cancel);
}
