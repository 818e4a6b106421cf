namespace PartyBuilding.Bot.Commands;

/// <summary>The verbs. Without one the bot serves.</summary>
internal static class CommandLine
{
    private const string Usage = """
        用法：partybuilding [命令] [选项]
          serve       启动（默认）。选项：--urls 地址  --data 文件夹  --demo | --no-demo  --now 时间
          check       检查 dialogs/ 与 plan/ 的写法
          migrate     建立或升级数据库
          import      导入花名册：import 名册.csv 或 名册.xlsx
          invite      生成绑定码：invite --help 看用法
          export      导出台账：export --help 看用法
          holidays    导入一年的放假和调休：holidays --help 看用法
          points      按现行办法重算积分：points replay --help 看用法
          backup      备份：backup 文件
          restore     恢复：restore 文件
          understand  试读句子：每行一个 JSON {"text","role","now"}
          recognize   试读数值与时间：每行一个 JSON {"Input","ReferenceDateTime","Model"}
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        var verb = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : "serve";
        string[] rest = args.Length > 0 && verb == args[0] ? args[1..] : args;
        try
        {
            return verb switch
            {
                "serve" when rest is ["--help" or "-h"] => Show(Usage),
                "serve" => await ServeCommand.RunAsync(rest),
                "check" => await CheckCommand.RunAsync(rest, Console.Out),
                "understand" => await UnderstandCommand.RunAsync(rest, Console.In, Console.Out),
                "recognize" => await RecognizeCommand.RunAsync(rest, Console.In, Console.Out),
                "migrate" => await MigrateCommand.RunAsync(rest, Console.Out),
                "import" => await ImportCommand.RunAsync(rest, Console.Out),
                "invite" => await InviteCommand.RunAsync(rest, Console.Out),
                "export" => await ExportCommand.RunAsync(rest, Console.Out),
                "holidays" => await HolidaysCommand.RunAsync(rest, Console.Out),
                "points" => await PointsCommand.RunAsync(rest, Console.Out),
                "backup" => await BackupCommand.BackupAsync(rest, Console.Out),
                "restore" => await BackupCommand.RestoreAsync(rest, Console.Out),
                "help" => Show(Usage),
                _ => throw new Refusal($"没有 {verb} 这个命令。\n{Usage}"),
            };
        }
        catch (Exception e) when (e is Refusal)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    private static int Show(string text)
    {
        Console.WriteLine(text);
        return 0;
    }
}
