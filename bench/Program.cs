using PartyBuilding.Bench;

return args switch
{
    ["turn", .. var rest] => await TurnBench.RunAsync(BenchOptions.Parse(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("bench: turn [--rounds 3] [--seconds 10] [--peer FOLDER]");
    return 2;
}
