using PartyBuilding.Bench;

return args switch
{
    ["recogniser"] => RecogniserBench.Run(),
    ["turn", .. var rest] => await TurnBench.RunAsync(BenchOptions.Parse(rest)),
    ["drill", .. var rest] => await Drill.RunAsync(BenchOptions.Parse(rest)),
    ["start", .. var rest] => await TurnStart.StartAsync(BenchOptions.Parse(rest)),
    ["memory", .. var rest] => await TurnStart.MemoryAsync(BenchOptions.Parse(rest)),
    ["broadcast"] => await BroadcastBench.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("bench: recogniser | turn [--rounds 3] [--seconds 10] [--peer FOLDER] [--people N] [--replies connector] [--rows N] | start | memory | broadcast | drill [--kills 100] [--pause 60]");
    return 2;
}
