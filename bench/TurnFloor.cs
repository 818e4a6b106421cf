using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace PartyBuilding.Bench;

/// <summary>
/// What the database alone can do: the very statements of a report turn, read from the server's log of a real one, run by pgbench in one
/// transaction. Only what makes a message new is put in afresh: its id, its kind, whose it is.
/// </summary>
internal sealed partial class TurnFloor(BenchServer server)
{
    // Not a number that turns up by chance among the other values.
    private const int Branch = 276;

    private readonly List<string> constants = [];
    private string script = "";

    /// <summary>How many statements a turn has, begin and commit counted.</summary>
    public int Statements { get; private set; }

    /// <summary>Where the last run's time went, as the clients saw it.</summary>
    public IReadOnlyList<(double Milliseconds, string Statement)> Slowest { get; private set; } = [];

    /// <summary>Has one report made while the server writes everything down.</summary>
    public async Task LearnAsync(Uri bot, TurnReports reports)
    {
        var number = BenchCounty.Speaker(Branch);
        using var wire = await TurnWire.ConnectAsync(bot, CancellationToken.None);
        // Twice before, so that the third is an ordinary one: statements prepared, nothing met for the first time.
        for (var n = TurnReports.PerBranch - 3; n < TurnReports.PerBranch - 1; n++)
            await wire.PostAsync(reports.Report(Branch, n), CancellationToken.None);
        await SetAsync("alter system set log_min_duration_statement = 0");
        await SetAsync("alter system set log_line_prefix = '%p '");
        await SetAsync("select pg_reload_conf()");
        await Task.Delay(1000);
        var (status, body) = await wire.PostAsync(reports.Report(Branch, TurnReports.PerBranch - 1), CancellationToken.None);
        if (status != 200 || !reports.IsRight(body.Span))
            throw new InvalidOperationException($"The turn to be recorded was answered {Encoding.UTF8.GetString(body.Span)}.");
        await Task.Delay(1000);
        await SetAsync("alter system reset all");
        await SetAsync("select pg_reload_conf()");
        Write(Turn(await File.ReadAllTextAsync(server.Log), TurnReports.Id(Branch, TurnReports.PerBranch - 1)), number);
    }

    /// <summary>Transactions per second.</summary>
    public async Task<double> RunAsync(int clients, TimeSpan length)
    {
        var file = Path.Combine(Path.GetTempPath(), "party-bench-turn.sql");
        await File.WriteAllTextAsync(file, script);
        var output = await server.RunAsync("pgbench", [
            "-n", "-r", "-M", "prepared", "-c", Text(clients), "-j", "2", "-T", Text((int)length.TotalSeconds), "-f", file, .. constants.SelectMany(one => new[] { "-D", one })]);
        Slowest = [.. Latency().Matches(output)
            .Select(match => (Milliseconds: double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), Statement: match.Groups[2].Value))
            .OrderByDescending(one => one.Milliseconds)
            .Take(8)];
        return double.Parse(PerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>The statements of the transaction that holds <paramref name="id"/>, with their values.</summary>
    private static List<(string Sql, List<string?> Values)> Turn(string log, string id)
    {
        var entries = Entry().Split(log).Skip(1).Chunk(2)
            .Select(pair => (Pid: pair[0], Text: pair[1].Replace("\n\t", "\n", StringComparison.Ordinal)))
            .ToList();
        var pid = entries.Last(one => one.Text.Contains(id, StringComparison.Ordinal)).Pid;
        var statements = new List<(string Sql, List<string?> Values)>();
        foreach (var (_, text) in entries.Where(one => one.Pid == pid))
        {
            if (Executed().Match(text) is { Success: true } executed)
                statements.Add((executed.Groups[1].Value.Trim(), []));
            else if (text.StartsWith("DETAIL:  ", StringComparison.Ordinal) && statements.Count > 0 && statements[^1].Values.Count == 0)
                statements[^1].Values.AddRange(Value().Matches(text).Select(match =>
                    match.Groups[1].Success ? match.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal) : null));
        }
        var from = statements.FindIndex(one => one.Sql.StartsWith("begin", StringComparison.OrdinalIgnoreCase));
        var until = statements.FindIndex(from, one => one.Sql.StartsWith("commit", StringComparison.OrdinalIgnoreCase));
        return statements[from..(until + 1)];
    }

    private void Write(List<(string Sql, List<string?> Values)> turn, string number)
    {
        var lines = new StringBuilder();
        // The people are those with a branch of their own; every message and every kind is a new one.
        lines.AppendLine(CultureInfo.InvariantCulture, $"\\set n random(1, {BenchCounty.Usual.Branches})");
        lines.AppendLine("\\set u random(1000000, 900000000000000)");
        for (var s = 0; s < turn.Count; s++)
        {
            var (sql, values) = turn[s];
            lines.Append(Placeholder().Replace(sql, match =>
            {
                var place = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                return Fresh(sql, values[place - 1], number) ?? Constant(s, place, values[place - 1]!);
            })).AppendLine(";");
        }
        Statements = turn.Count;
        script = lines.ToString();
    }

    private static string? Fresh(string sql, string? value, string number) => value switch
    {
        null => "null",
        _ when value == number => ":n",
        _ when value == "{" + number + "}" => "array[:n]",
        _ when value == TurnReports.Id(Branch, TurnReports.PerBranch - 1) => ":u",
        _ when sql.Contains("hashtextextended", StringComparison.Ordinal) => ":u",
        TurnReports.LastKind when sql.Contains("into reports", StringComparison.Ordinal) => ":u",
        _ => null,
    };

    private string Constant(int statement, int place, string value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"v{statement}_{place}");
        if (!constants.Any(one => one.StartsWith(name + "=", StringComparison.Ordinal)))
            constants.Add($"{name}={value}");
        return ":" + name;
    }

    private async Task SetAsync(string sql)
    {
        await using var db = new NpgsqlConnection(server.Owner);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(sql, db);
        await command.ExecuteNonQueryAsync();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d+) (?=LOG:|DETAIL:)", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^LOG:  duration: \S+ ms  (?:execute [^:]+|statement): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Executed();

    [GeneratedRegex(@"\$\d+ = (?:NULL|'((?:[^']|'')*)')")]
    private static partial Regex Value();

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^ +([\d.]+) +\d+ +(.*)$", RegexOptions.Multiline)]
    private static partial Regex Latency();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex PerSecond();
}
