using Npgsql;

namespace PartyBuilding.Bot.Turns;

/// <summary>
/// How the database has been lately, as turns met it. A fault is logged once when it begins, again while it lasts, and once when it is over; never with
/// what anybody wrote.
/// </summary>
internal sealed partial class Weather(TimeProvider time, ILogger<Weather> log)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    /// <summary>Without a turn to try it a fault is believed for so long.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private Spell? spell;

    /// <summary>What is wrong, for the operator; null in fair weather.</summary>
    public string? Fault
    {
        get
        {
            lock (gate)
                return spell is { } now && time.GetUtcNow() - now.Last < Believed ? now.Word : null;
        }
    }

    /// <summary>A turn could not be had.</summary>
    public void Note(Exception fault)
    {
        var now = time.GetUtcNow();
        var (code, word) = Name(fault);
        lock (gate)
        {
            var begins = spell is null || spell.Code != code;
            spell = begins ? new Spell(code, word, now, now, 1, now) : spell! with { Last = now, Count = spell.Count + 1 };
            if (!begins && now - spell.Told < Between)
                return;
            spell = spell with { Told = now };
        }
        LogBad(log, code, spell.Count);
    }

    /// <summary>A turn was kept.</summary>
    public void Clear()
    {
        if (spell is null)
            return;
        Spell? over;
        lock (gate)
            (over, spell) = (spell, null);
        if (over is not null)
            LogOver(log, (time.GetUtcNow() - over.Since).TotalSeconds, over.Code, over.Count);
    }

    /// <summary>Whether it is the database that is away or out of room: then an apology could not be kept either.</summary>
    public static bool IsFault(Exception e) => e is OperationCanceledException or TimeoutException or NpgsqlException;

    /// <summary>What the operator is told of a fault.</summary>
    public static string Explain(Exception fault) => Name(fault).Word;

    private static (string Code, string Word) Name(Exception fault) => fault switch
    {
        PostgresException { SqlState: "53100" } => ("disk full (53100)", "数据库的磁盘已满，新的记录写不进去"),
        PostgresException { SqlState: "53300" } => ("too many connections (53300)", "数据库的连接数已满"),
        PostgresException { SqlState: var state } when state.StartsWith("53", StringComparison.Ordinal) => ($"out of resources ({state})", "数据库资源不足"),
        PostgresException { SqlState: var state } => ($"refused ({state})", "数据库暂时不接受操作"),
        NpgsqlException => ("unreachable", "连不上数据库"),
        _ => ("too slow", "数据库反应太慢"),
    };

    [LoggerMessage(LogLevel.Warning, "Database {Fault}: messages are answered with 503 and nothing is kept, {Count} so far")]
    private static partial void LogBad(ILogger log, string fault, long count);

    [LoggerMessage(LogLevel.Information, "Database works again after {Seconds:F0} s of “{Fault}”, {Count} messages turned away")]
    private static partial void LogOver(ILogger log, double seconds, string fault, long count);

    private sealed record Spell(string Code, string Word, DateTimeOffset Since, DateTimeOffset Last, long Count, DateTimeOffset Told);
}
