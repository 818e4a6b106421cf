Console.WriteLine("PartyBuilding");
