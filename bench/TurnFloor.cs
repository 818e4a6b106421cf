using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace PartyBuilding.Bench;

/// <summary>
/// What the database alone can do: the very statements of a report turn, read from the server's log of a real one, run by pgbench in one
/// transaction. Only what makes a message new is put in afresh: its id, its kind, its day, whose it is.
/// </summary>
internal sealed partial class TurnFloor(BenchServer server)
{
    // Not a number that turns up by chance among the other values.
    private const int Branch = 276;

    private const int Number = TurnReports.PerBranch - 1;

    private readonly List<string> constants = [];
    private string script = "";
    private string day = "";

    /// <summary>How many statements a turn has, begin and commit counted.</summary>
    public int Statements { get; private set; }

    /// <summary>Where the last run's time went, as the clients saw it.</summary>
    public IReadOnlyList<(double Milliseconds, string Statement)> Slowest { get; private set; } = [];

    /// <summary>Has one report made while the server writes everything down.</summary>
    public async Task LearnAsync(Uri bot, TurnReports reports)
    {
        using var wire = await TurnWire.ConnectAsync(bot, CancellationToken.None);
        day = reports.DayOf(Number).ToString("O", CultureInfo.InvariantCulture);
        await SetAsync("alter system set log_min_duration_statement = 0");
        await SetAsync("alter system set debug_print_parse = on");
        await SetAsync("alter system set debug_pretty_print = off");
        await SetAsync("alter system set log_line_prefix = '%p '");
        await SetAsync("select pg_reload_conf()");
        await Task.Delay(1000);
        // In a new session every statement is parsed again, and the parse tree names the type of each value.
        await SetAsync("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'party-bot'");
        (int Status, ReadOnlyMemory<byte> Body) answer;
        do
        {
            await Task.Delay(200);
            answer = await wire.PostAsync(reports.Report(Branch, Number), CancellationToken.None);
        }
        while (answer.Status == 503);
        if (!reports.IsRight(answer.Body.Span))
            throw new InvalidOperationException($"The turn to be recorded was answered {Encoding.UTF8.GetString(answer.Body.Span)}.");
        await Task.Delay(1000);
        await SetAsync("alter system reset all");
        await SetAsync("select pg_reload_conf()");
        Write(await TurnRecord.ReadAsync(server, TurnReports.Id(Branch, Number)), BenchCounty.Speaker(Branch));
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

    private void Write(IReadOnlyList<TurnStatement> turn, string number)
    {
        var lines = new StringBuilder();
        // The people are those with a branch of their own; every message and every kind is a new one.
        lines.AppendLine(CultureInfo.InvariantCulture, $"\\set n random(1, {BenchCounty.Usual.Branches})");
        lines.AppendLine("\\set u random(1000000, 900000000000000)");
        lines.AppendLine(CultureInfo.InvariantCulture, $"\\set d random(0, {TurnReports.Days - 1})");
        for (var s = 0; s < turn.Count; s++)
        {
            var (sql, values, types) = turn[s];
            lines.Append(Placeholder().Replace(sql, match =>
            {
                var place = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                var value = values[place - 1];
                var written = Fresh(sql, value, number) ?? Constant(s, place, value!);
                return types.TryGetValue(place, out var type) ? $"{written}::{type}" : written;
            })).AppendLine(";");
        }
        Statements = turn.Count;
        script = lines.ToString();
    }

    private string? Fresh(string sql, string? value, string number)
    {
        if (value is null)
            return "null";
        var isArray = value.StartsWith('{') && value.EndsWith('}');
        var fresh = (isArray ? value[1..^1] : value) switch
        {
            var one when one == number => ":n",
            var one when one == TurnReports.Id(Branch, Number) => ":u",
            var one when one == day => $"(date '{BenchCounty.Today.AddDays(-1):O}' - :d::integer)",
            _ when sql.Contains("hashtext", StringComparison.Ordinal) => ":u",
            TurnReports.LastKind when sql.Contains("into reports", StringComparison.Ordinal) => ":u",
            _ => null,
        };
        return isArray && fresh is not null ? $"array[{fresh}]" : fresh;
    }

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

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^ +([\d.]+) +\d+ +(.*)$", RegexOptions.Multiline)]
    private static partial Regex Latency();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex PerSecond();
}
