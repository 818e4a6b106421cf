using PartyBuilding.Bot.Commands;
using PartyBuilding.Tests.Support;

namespace PartyBuilding.Tests.Bot.Commands;

/// <summary>The commands as an operator types them, on an embedded database of their own.</summary>
public sealed class InstallationTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Create();
    private readonly TestFolder other = TestFolder.Create();

    [Fact]
    public async Task From_nothing_to_a_roster_codes_a_ledger_a_backup_and_back()
    {
        await File.WriteAllTextAsync(folder.File("名册.csv"), "支部,姓名,职务\n青禾小学,示例甲,书记\n青禾小学,示例乙,", TestContext.Current.CancellationToken);

        Assert.Contains("已升级：0001", await RunAsync(MigrateCommand.RunAsync), StringComparison.Ordinal);
        Assert.Contains("已是最新", await RunAsync(MigrateCommand.RunAsync), StringComparison.Ordinal);
        Assert.Contains("新增 2 人", await RunAsync(ImportCommand.RunAsync, folder.File("名册.csv")), StringComparison.Ordinal);
        Assert.Contains("共 2 个", await RunAsync(InviteCommand.RunAsync, "--branch", "青禾小学", "--all"), StringComparison.Ordinal);
        Assert.Contains("活动 0 条", await RunAsync(ExportCommand.RunAsync, folder.File("台账.xlsx")), StringComparison.Ordinal);
        Assert.Contains("已备份", await RunAsync(BackupCommand.BackupAsync, folder.File("备份.zip")), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("备份.zip")));

        Assert.Contains("已恢复", await RunInAsync(other, BackupCommand.RestoreAsync, folder.File("备份.zip")), StringComparison.Ordinal);
        Assert.Contains("新增 0 人，更新 0 人", await RunInAsync(other, ImportCommand.RunAsync, folder.File("名册.csv")), StringComparison.Ordinal);
        await Assert.ThrowsAsync<Refusal>(() => RunInAsync(other, BackupCommand.RestoreAsync, folder.File("备份.zip")));
    }

    public void Dispose()
    {
        folder.Dispose();
        other.Dispose();
    }

    private Task<string> RunAsync(Func<string[], TextWriter, Task<int>> command, params string[] args) => RunInAsync(folder, command, args);

    private static async Task<string> RunInAsync(TestFolder folder, Func<string[], TextWriter, Task<int>> command, params string[] args)
    {
        using var output = new StringWriter();
        Assert.Equal(0, await command([.. args, "--data", folder.File("data")], output));
        return output.ToString();
    }
}
