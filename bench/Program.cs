using PartyBuilding.Bench;

if (args is ["broadcast"])
    await BroadcastBench.RunAsync();
else
    Console.WriteLine("bench: recogniser | turn | ranking | broadcast");
