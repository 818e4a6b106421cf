using System.Globalization;

namespace PartyBuilding.Bot.Commands;

/// <summary>What the command line says about serving.</summary>
/// <param name="Urls">Where to listen.</param>
/// <param name="Data">Folder of the embedded database, keys and fetched files.</param>
/// <param name="Demo">True or false as asked; null decides by what is there.</param>
/// <param name="Now">Where the demo's clock starts.</param>
internal sealed record ServeOptions(string Urls, string Data, bool? Demo, DateTimeOffset? Now)
{
    public const string DefaultUrls = "http://127.0.0.1:3978";

    /// <summary>Reads the options.</summary>
    /// <exception cref="Refusal">An option is unknown, incomplete or unreadable.</exception>
    public static ServeOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new ServeOptions(DefaultUrls, ".party", null, null);
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--demo" => options with { Demo = true },
                "--no-demo" => options with { Demo = false },
                "--urls" => options with { Urls = After(args, ref i) },
                "--data" => options with { Data = After(args, ref i) },
                "--now" => options with { Now = Moment(After(args, ref i)) },
                var other => throw new Refusal($"不认识的选项 {other}。可用：--urls 地址、--data 文件夹、--demo、--no-demo、--now 2026-04-22T08:59:00+08:00。"),
            };
        }
        if (options is { Now: not null, Demo: false })
            throw new Refusal("--now 只在演示模式下可用，不能与 --no-demo 同用。");
        return options;
    }

    private static string After(ReadOnlySpan<string> args, ref int i) =>
        i + 1 < args.Length ? args[++i] : throw new Refusal($"选项 {args[i]} 后面缺少内容。");

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment) && text.Contains('T', StringComparison.Ordinal)
            ? moment
            : throw new Refusal($"看不懂时间 {text}，请写成 2026-04-22T08:59:00+08:00 这样。");
}

/// <summary>The program cannot do what was asked, for a reason the person at the keyboard can act on. The message is the whole output.</summary>
internal sealed class Refusal(string message) : Exception(message);
