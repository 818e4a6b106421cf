namespace PartyBuilding.Data;

/// <summary>The others' turns failed, or one of them left what it had written: whoever travelled along goes alone.</summary>
public sealed class ConvoyException() : Exception("The turns that travelled together were not kept.");

/// <summary>A turn's place in a convoy. Disposing of it before it has been closed leaves the convoy.</summary>
public sealed class Passenger : IDisposable
{
    // Turns go on where their convoy is: with one convoy for each processor, handing them to other threads costs more than it brings.
    private readonly TaskCompletionSource boarded = new();
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
        told = new TaskCompletionSource<AddedReport>();
        Report = report;
        Convoy.Speak();
        FailLate();
        return told.Task;
    }

    /// <summary>Keeps everything, once all the others have come so far.</summary>
    /// <exception cref="ConvoyException">Nothing was kept.</exception>
    public Task<ClosedTurn> CloseAsync(TurnClose close)
    {
        arrived = new TaskCompletionSource<ClosedTurn>();
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
