using PartyBuilding.Bot.Commands;

return await CommandLine.RunAsync(args);
