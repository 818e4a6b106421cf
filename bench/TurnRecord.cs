using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace PartyBuilding.Bench;

/// <summary>One statement of a turn as the server saw it.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Values">Its values in order; null is null.</param>
/// <param name="Types">The types of its values by their number.</param>
internal sealed record TurnStatement(string Sql, List<string?> Values, IReadOnlyDictionary<int, string> Types);

/// <summary>Reads a turn out of the server's log.</summary>
internal static partial class TurnRecord
{
    /// <summary>The statements of the transaction in which <paramref name="id"/> was given, from begin to commit.</summary>
    public static async Task<IReadOnlyList<TurnStatement>> ReadAsync(BenchServer server, string id)
    {
        var entries = Entry().Split(await File.ReadAllTextAsync(server.Log)).Skip(1).Chunk(2)
            .Select(pair => (Pid: pair[0], Text: pair[1].Replace("\n\t", "\n", StringComparison.Ordinal)))
            .ToList();
        var pid = entries.Last(one => one.Text.Contains(id, StringComparison.Ordinal)).Pid;
        var names = await TypeNamesAsync(server.Owner);
        var types = new Dictionary<string, IReadOnlyDictionary<int, string>>();
        var statements = new List<TurnStatement>();
        var tree = "";
        foreach (var (_, text) in entries.Where(one => one.Pid == pid))
        {
            if (text.StartsWith("DETAIL:  {QUERY", StringComparison.Ordinal))
                tree = text;
            else if (Parsed().Match(text) is { Success: true } parsed)
                types[parsed.Groups[1].Value.Trim()] = Parameter().Matches(tree)
                    .DistinctBy(match => match.Groups[1].Value)
                    .ToDictionary(match => Number(match.Groups[1]), match => names[(uint)Number(match.Groups[2])]);
            else if (Executed().Match(text) is { Success: true } executed)
                statements.Add(new TurnStatement(executed.Groups[1].Value.Trim(), [], types.GetValueOrDefault(executed.Groups[1].Value.Trim(), new Dictionary<int, string>())));
            else if (text.StartsWith("DETAIL:  parameters", StringComparison.Ordinal) && statements is [.., { Values.Count: 0 } last])
                last.Values.AddRange(Value().Matches(text).Select(match =>
                    match.Groups[1].Success ? match.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal) : null));
        }
        var holds = statements.FindLastIndex(one => one.Values.Exists(value => value?.Trim('{', '}') == id));
        var from = statements.FindLastIndex(holds, one => one.Sql.StartsWith("begin", StringComparison.OrdinalIgnoreCase));
        var until = statements.FindIndex(from, one => one.Sql.StartsWith("commit", StringComparison.OrdinalIgnoreCase));
        return statements[from..(until + 1)];
    }

    private static async Task<Dictionary<uint, string>> TypeNamesAsync(string owner)
    {
        await using var db = new NpgsqlConnection(owner);
        await db.OpenAsync();
        await using var ask = new NpgsqlCommand("select oid, format_type(oid, null) from pg_type", db);
        await using var reader = await ask.ExecuteReaderAsync();
        var names = new Dictionary<uint, string>();
        while (await reader.ReadAsync())
            names.Add(reader.GetFieldValue<uint>(0), reader.GetString(1));
        return names;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d+) (?=LOG:|DETAIL:)", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^LOG:  duration: \S+ ms  parse [^:]+: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Parsed();

    [GeneratedRegex(@"^LOG:  duration: \S+ ms  (?:execute [^:]+|statement): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Executed();

    [GeneratedRegex(@":paramid\s+(\d+)\s+:paramtype\s+(\d+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\$\d+ = (?:NULL|'((?:[^']|'')*)')")]
    private static partial Regex Value();
}
