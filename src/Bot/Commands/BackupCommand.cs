using PartyBuilding.Data;

namespace PartyBuilding.Bot.Commands;

/// <summary>Writes everything into one file, and reads such a file into an empty database.</summary>
internal static class BackupCommand
{
    private const string BackupUsage = "用法：backup 文件.zip [--data 文件夹]";
    private const string RestoreUsage = "用法：restore 文件.zip [--data 文件夹]（只能恢复到空的数据库）";

    public static async Task<int> BackupAsync(string[] args, TextWriter output)
    {
        var read = Arguments.Read(args, BackupUsage, [], []);
        if (read.Words is not [var file])
            throw new Refusal(BackupUsage);
        await using var database = await DatabaseAccess.OpenAsync(read.Data, CancellationToken.None);
        var half = file + ".part";
        long rows;
        // Everybody's records are in it: only its owner may read it.
        await using (var stream = new FileStream(half, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
            rows = await new Archive(database.Owner).WriteAsync(stream, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        File.Move(half, file, overwrite: true);
        await output.WriteLineAsync($"已备份 {rows} 行到 {file}。里面有全部记录，请妥善保管。");
        return 0;
    }

    public static async Task<int> RestoreAsync(string[] args, TextWriter output)
    {
        var read = Arguments.Read(args, RestoreUsage, [], []);
        if (read.Words is not [var file])
            throw new Refusal(RestoreUsage);
        if (!File.Exists(file))
            throw new Refusal($"没有这个文件：{file}。");
        await using var database = await DatabaseAccess.OpenAsync(read.Data, CancellationToken.None);
        await using var stream = File.OpenRead(file);
        try
        {
            var rows = await new Archive(database.Owner).ReadAsync(stream, CancellationToken.None);
            await output.WriteLineAsync($"已恢复 {rows} 行。");
            return 0;
        }
        catch (ArchiveException e)
        {
            throw new Refusal(e.Message);
        }
    }
}
