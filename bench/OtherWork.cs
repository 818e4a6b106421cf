using System.Diagnostics;
using System.Globalization;

namespace PartyBuilding.Bench;

/// <summary>How much of the machine went to processes that are no part of the measurement.</summary>
/// <param name="pids">The processes that are, with their children; this one is counted without being named.</param>
internal sealed class OtherWork(params int[] pids)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly double before = Busy() - Ours(pids);

    /// <summary>Cores taken by others since this was made.</summary>
    public double Cores() => Math.Max(0, (Busy() - Ours(pids) - before) / 100 / watch.Elapsed.TotalSeconds);

    /// <summary>Resident memory of a process in MiB.</summary>
    public static double Memory(int pid) =>
        double.Parse(File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', '\t')[^2], CultureInfo.InvariantCulture) / 1024;

    /// <summary>Processor seconds a process and its children have taken.</summary>
    public static double Seconds(int pid) => Ours([pid], withSelf: false) / 100;

    private static double Busy()
    {
        var parts = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return parts[0] + parts[1] + parts[2] + parts[5] + parts[6] + parts[7];
    }

    private static double Ours(int[] pids, bool withSelf = true)
    {
        var wanted = (withSelf ? pids.Append(Environment.ProcessId) : pids).ToHashSet();
        return Directory.EnumerateDirectories("/proc").Sum(folder =>
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid) || Stat(folder) is not { } stat)
                return 0;
            return wanted.Contains(pid) || wanted.Contains(int.Parse(stat[1], CultureInfo.InvariantCulture))
                ? stat[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture))
                : 0;
        });
    }

    private static string[]? Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It ended between the listing and the look.
            return null;
        }
    }
}
