using Npgsql;

namespace PartyBuilding.Data;

/// <summary>
/// Turns that travel together: those that wait while others are under way share the next transaction, so that a crowd costs the database three
/// round trips for several people instead of three for each. Alone nobody waits. What one of them cannot do in company it does by leaving and taking
/// a transaction of its own; when anything fails nothing of all of them is kept, and each goes alone.
/// </summary>
/// <param name="database">Where to.</param>
/// <param name="atOnce">How many are under way at once.</param>
/// <param name="places">How many turns one takes.</param>
/// <param name="budget">How long one may take.</param>
public sealed class Convoys(NpgsqlDataSource database, int atOnce, int places, TimeSpan budget)
{
    // What starting and ending a transaction costs is little for five.
    private const int Company = 5;

    // How much of a crowd is still expected one departure later.
    private const double Fading = 0.99;

    private readonly Lock gate = new();
    private readonly Queue<Passenger> waiting = new();
    private int underWay;
    private int travelling;
    private double crowd;

    /// <summary>Waits for a place and for the turn to be opened.</summary>
    /// <exception cref="NpgsqlException">The database is away.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<Passenger> BoardAsync(TurnKey key, CancellationToken cancel)
    {
        var passenger = new Passenger(key);
        bool starts;
        lock (gate)
        {
            waiting.Enqueue(passenger);
            crowd = Math.Max(crowd, travelling + waiting.Count);
            starts = underWay == 0 || underWay < atOnce && IsWorthwhile;
            underWay += starts ? 1 : 0;
        }
        if (starts)
            _ = SendAllAsync();
        try
        {
            await passenger.Boarded.WaitAsync(cancel);
            return passenger;
        }
        catch
        {
            passenger.Dispose();
            throw;
        }
    }

    private async Task SendAllAsync()
    {
        while (true)
        {
            // Messages that have come and are not read yet board first: the first of a crowd must not leave alone.
            if (ThreadPool.PendingWorkItemCount > 0)
                await Task.Yield();
            if (Fill() is not { Count: > 0 } passengers)
                return;
            await new Convoy(passengers).TravelAsync(database, budget);
            lock (gate)
                travelling -= passengers.Count;
        }
    }

    private List<Passenger> Fill()
    {
        lock (gate)
        {
            var passengers = new List<Passenger>();
            if (underWay == 1 || IsWorthwhile)
                while (passengers.Count < places && waiting.TryDequeue(out var passenger))
                    passengers.Add(passenger);
            (travelling, crowd) = (travelling + passengers.Count, crowd * Fading);
            if (passengers.Count == 0)
                underWay--;
            return passengers;
        }
    }

    /// <summary>
    /// Beside others a convoy leaves with its share of all who have been about lately, or five: small ones cost the database as much as large ones.
    /// Nobody is left behind, for the last one under way takes whoever waits.
    /// </summary>
    private bool IsWorthwhile => waiting.Count >= Math.Min(Company, crowd / atOnce);
}
