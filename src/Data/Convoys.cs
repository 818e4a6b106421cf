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
    private readonly Lock gate = new();
    private readonly Queue<Passenger> waiting = new();
    private int underWay;

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
            starts = underWay < atOnce;
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
        while (Fill() is { Count: > 0 } passengers)
            await new Convoy(passengers).TravelAsync(database, budget);
    }

    private List<Passenger> Fill()
    {
        lock (gate)
        {
            var passengers = new List<Passenger>();
            while (passengers.Count < places && waiting.TryDequeue(out var passenger))
                passengers.Add(passenger);
            if (passengers.Count == 0)
                underWay--;
            return passengers;
        }
    }
}

/// <summary>One transaction of several turns. Goes on when each of them has said what it wants next.</summary>
internal sealed class Convoy
{
    private readonly List<Passenger> passengers;
    private TaskCompletionSource spoken = new();
    private int silent;

    public Convoy(List<Passenger> passengers)
    {
        this.passengers = passengers;
        foreach (var passenger in passengers)
            passenger.Convoy = this;
    }

    /// <summary>Never throws: what goes wrong is told to each turn.</summary>
    public async Task TravelAsync(NpgsqlDataSource database, TimeSpan budget)
    {
        using var limit = new CancellationTokenSource(budget);
        var cancel = limit.Token;
        try
        {
            await using var db = await database.OpenConnectionAsync(cancel);
            var turns = new Turns(db);
            try
            {
                silent = passengers.Count;
                var opened = await turns.OpenAsync(passengers.ConvertAll(passenger => passenger.Key), cancel);
                for (var i = 0; i < passengers.Count; i++)
                    passengers[i].Board(opened[i]);
                await spoken.Task.WaitAsync(cancel);
                while (passengers.Exists(passenger => passenger.Report is not null))
                    await AddAsync(db, cancel);
                if (passengers.FindAll(passenger => passenger.Close is not null) is { Count: > 0 } closing && !passengers.Exists(passenger => passenger.HasLeftWriting))
                {
                    var closed = await turns.CloseAsync(closing.ConvertAll(passenger => passenger.Close!), cancel);
                    for (var i = 0; i < closing.Count; i++)
                        closing[i].Arrive(closed[i]);
                }
                else
                    await turns.RollBackAsync(cancel);
            }
            catch
            {
                await turns.RollBackAsync(CancellationToken.None);
                throw;
            }
        }
        catch (Exception e)
        {
            passengers.ForEach(passenger => passenger.Fail(e));
        }
        passengers.ForEach(passenger => passenger.Fail(new ConvoyException()));
    }

    /// <summary>Reports of different branches at once; a second one of the same branch comes after the first.</summary>
    private async Task AddAsync(NpgsqlConnection db, CancellationToken cancel)
    {
        var telling = passengers.FindAll(passenger => passenger.Report is not null);
        spoken = new TaskCompletionSource();
        silent = telling.Count;
        while (telling.Count > 0)
        {
            var next = telling.DistinctBy(passenger => passenger.Report!.Report.BranchId).ToList();
            telling = [.. telling.Except(next)];
            var added = await ReportBatch.AddAsync(db, next.ConvertAll(passenger => passenger.Report!), cancel);
            for (var i = 0; i < next.Count; i++)
                next[i].Told(added[i]);
        }
        await spoken.Task.WaitAsync(cancel);
    }

    /// <summary>One of them has said what it wants; the last one to do so sends the convoy on.</summary>
    public void Speak()
    {
        if (Interlocked.Decrement(ref silent) == 0)
            spoken.TrySetResult();
    }
}

/// <summary>The others' turns failed, or one of them left what it had written: whoever travelled along goes alone.</summary>
public sealed class ConvoyException() : Exception("The turns that travelled together were not kept.");

/// <summary>A turn's place in a convoy. Disposing of it before it has been closed leaves the convoy.</summary>
public sealed class Passenger : IDisposable
{
    private readonly TaskCompletionSource boarded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<AddedReport>? told;
    private TaskCompletionSource<ClosedTurn>? arrived;
    private readonly Lock step = new();
    private volatile Exception? failure;
    private bool hasBoarded;
    private bool hasWritten;
    private bool hasLeft;

    internal Passenger(TurnKey key) => Key = key;

    /// <summary>What the turn starts from; null while another turn of this person is running.</summary>
    public OpenedTurn? Opened { get; private set; }

    internal TurnKey Key { get; }

    internal Convoy Convoy { private get; set; } = null!;

    internal Task Boarded => boarded.Task;

    internal ReportToAdd? Report { get; private set; }

    internal TurnClose? Close { get; private set; }

    internal bool HasLeftWriting => hasLeft && hasWritten;

    /// <summary>Keeps a report; without an id, and without the earlier one, where such a report was there already.</summary>
    /// <exception cref="ConvoyException">Nothing was kept.</exception>
    public Task<AddedReport> AddAsync(ReportToAdd report)
    {
        told = new TaskCompletionSource<AddedReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        Report = report;
        Convoy.Speak();
        FailLate();
        return told.Task;
    }

    /// <summary>Keeps everything, once all the others have come so far.</summary>
    /// <exception cref="ConvoyException">Nothing was kept.</exception>
    public Task<ClosedTurn> CloseAsync(TurnClose close)
    {
        arrived = new TaskCompletionSource<ClosedTurn>(TaskCreationOptions.RunContinuationsAsynchronously);
        Close = close;
        Convoy.Speak();
        FailLate();
        return arrived.Task;
    }

    /// <summary>Leaves, unless it has been closed.</summary>
    public void Dispose()
    {
        bool speaks;
        lock (step)
        {
            if (hasLeft || Close is not null)
                return;
            hasLeft = true;
            // One that waits for its report has spoken already.
            speaks = hasBoarded && Report is null;
        }
        if (speaks)
            Convoy.Speak();
    }

    internal void Board(OpenedTurn? opened)
    {
        bool isGone;
        lock (step)
        {
            hasBoarded = true;
            Opened = opened;
            isGone = hasLeft;
        }
        if (isGone)
            Convoy.Speak();
        boarded.TrySetResult();
    }

    internal void Told(AddedReport added)
    {
        Report = null;
        hasWritten |= added.Id is not null;
        told!.TrySetResult(added);
    }

    internal void Arrive(ClosedTurn closed) => arrived!.TrySetResult(closed);

    /// <summary>Whatever is waited for now or later will not come.</summary>
    internal void Fail(Exception why)
    {
        failure ??= why;
        FailLate();
    }

    /// <summary>The convoy may have come to its end while this turn was thinking.</summary>
    private void FailLate()
    {
        if (failure is not { } why)
            return;
        boarded.TrySetException(why);
        told?.TrySetException(why);
        arrived?.TrySetException(why);
    }
}
