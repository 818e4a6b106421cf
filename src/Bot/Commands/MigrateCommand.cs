namespace PartyBuilding.Bot.Commands;

/// <summary>Brings the database up to date, without starting the bot.</summary>
internal static class MigrateCommand
{
    private const string Usage = "用法：migrate [--data 文件夹]";

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var read = Arguments.Read(args, Usage, [], []);
        await using var database = await DatabaseAccess.OpenAsync(read.Data, CancellationToken.None);
        await output.WriteLineAsync(database.Applied.Count == 0 ? "数据库已是最新。" : $"已升级：{string.Join('、', database.Applied)}。");
        return 0;
    }
}
