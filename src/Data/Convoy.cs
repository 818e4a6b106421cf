using Npgsql;

namespace PartyBuilding.Data;

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
