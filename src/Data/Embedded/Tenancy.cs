namespace PartyBuilding.Data.Embedded;

/// <summary>
/// Which processes use a server. Each holds a shared lock on a file for as long as it does; the system takes it from a process that was killed. Who
/// gets the lock alone is the last one.
/// </summary>
internal sealed class Tenancy : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string file;
    private FileStream? own;

    private Tenancy(string file) => this.file = file;

    /// <summary>Moves in.</summary>
    public static Tenancy In(string folder)
    {
        var tenancy = new Tenancy(Path.Combine(folder, "postgresql.users"));
        tenancy.own = new FileStream(tenancy.file, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        return tenancy;
    }

    /// <summary>Keeps everybody else from starting or stopping the server until it is disposed.</summary>
    /// <exception cref="DatabaseException">Somebody has been at it for minutes.</exception>
    public static async Task<IDisposable> DoorAsync(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, "postgresql.lock");
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(50))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < Patience)
            {
                await Task.Delay(50, cancel);
            }
            catch (IOException)
            {
                throw new DatabaseException($"另一个进程一直占着 {path}。请先停下它。");
            }
        }
    }

    /// <summary>Moves out.</summary>
    /// <returns>True when nobody is left.</returns>
    public bool Leave()
    {
        if (own is null)
            return false;
        own.Dispose();
        own = null;
        try
        {
            using var alone = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => own?.Dispose();
}
