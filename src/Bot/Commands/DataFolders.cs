namespace PartyBuilding.Bot.Commands;

/// <summary>Where the data files lie: beside the program, or where the working folder has its own.</summary>
internal static class DataFolders
{
    public static string Dialogs => Find("dialogs");

    public static string Plan => Find("plan");

    private static string Find(string name) => Directory.Exists(name) ? name : Path.Combine(AppContext.BaseDirectory, name);
}
