Console.WriteLine("bench: recogniser | turn | ranking | broadcast");
