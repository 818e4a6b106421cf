using PartyBuilding.Bot.Commands;

// Not by returning: threads of the job store outlive it while they ask for a database that is gone.
Environment.Exit(await CommandLine.RunAsync(args));
