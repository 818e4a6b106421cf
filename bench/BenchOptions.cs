using System.Globalization;

namespace PartyBuilding.Bench;

/// <summary>What the command line says after the name of the bench.</summary>
/// <param name="Rounds">How often each measurement is repeated, alternating.</param>
/// <param name="Seconds">Length of one measurement.</param>
/// <param name="Peer">Folder of the peer's source; null leaves it out.</param>
/// <param name="People">Only with so many people at once; null for 1, 16 and 64.</param>
/// <param name="Connector">Replies go over the Connector to a stub instead of into the response.</param>
/// <param name="Rows">How many old reports and lines are added half-way, to compare with; 0 adds none.</param>
/// <param name="Kills">How often the crash drill kills something.</param>
/// <param name="Pause">For how many seconds it holds one bot still, longer than any lease; 0 leaves that out.</param>
internal sealed record BenchOptions(int Rounds, int Seconds, string? Peer, int? People, bool Connector, long Rows, int Kills, int Pause)
{
    /// <summary>Reads <c>--rounds 3 --seconds 10 --peer DIR --people 16 --replies connector --rows 10000000 --kills 100 --pause 60</c>, in any order, each with its default.</summary>
    public static BenchOptions Parse(ReadOnlySpan<string> words)
    {
        var options = new BenchOptions(3, 10, null, null, false, 0, 100, 60);
        for (var i = 0; i + 1 < words.Length; i += 2)
            options = words[i] switch
            {
                "--rounds" => options with { Rounds = Number(words[i + 1]) },
                "--seconds" => options with { Seconds = Number(words[i + 1]) },
                "--people" => options with { People = Number(words[i + 1]) },
                "--replies" => options with { Connector = words[i + 1] == "connector" },
                "--rows" => options with { Rows = long.Parse(words[i + 1], CultureInfo.InvariantCulture) },
                "--kills" => options with { Kills = Number(words[i + 1]) },
                "--pause" => options with { Pause = Number(words[i + 1]) },
                "--peer" => options with { Peer = words[i + 1] },
                var other => throw new ArgumentException($"Unknown option {other}."),
            };
        return options;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
