using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PartyBuilding.Bench;

/// <summary>Secretaries and committee members of the bench county who report meetings, each one new.</summary>
/// <param name="county">How many branches there are to report for.</param>
/// <param name="today">The bot's day; reports lie before it.</param>
internal sealed class TurnReports(BenchCounty county, DateOnly today) : ITurnScript
{
    /// <summary>Reports lie within this many days before today: most of a year, as a branch's do, and never a month full of one kind.</summary>
    public const int Days = 300;

    // Has no factor in common with the days, so that every day comes once before any comes again.
    private const int Stride = 37;

    private static readonly string[] Kinds = ["党课", "支委会", "第一议题学习", "集中学习", "党小组会", "第二议题学法", "红色教育", "支部党员大会"];
    private static readonly byte[] Plain = "已登记"u8.ToArray();
    private static readonly byte[] Escaped = Encoding.ASCII.GetBytes(JsonEncodedText.Encode("已登记").Value);

    /// <summary>How many different reports a branch can make.</summary>
    public const int PerBranch = Days * 8;

    /// <summary>Key of the last kind.</summary>
    public const string LastKind = "all-members";

    /// <summary>How many of them are kept for being looked at closely.</summary>
    private const int Kept = 3;

    private readonly int[] told = new int[county.Branches];
    private readonly int[] turn = new int[1024];

    /// <summary>People sharing the branches; each goes round through its own, so that none is used by two at once.</summary>
    public int People { get; set; } = 1;

    public (string Id, byte[] Body) Next(int person, string? serviceUrl)
    {
        var own = county.Branches / People;
        var branch = person + People * (turn[person]++ % own);
        var n = told[branch]++;
        if (n >= PerBranch - Kept)
            throw new InvalidOperationException("The county has no more new reports to make.");
        return (Id(branch, n), Report(branch, n, serviceUrl));
    }

    /// <summary>The <paramref name="n"/>th report of a branch.</summary>
    public byte[] Report(int branch, int n, string? serviceUrl = null)
    {
        var speaker = BenchCounty.Speaker(branch);
        var mode = serviceUrl is null ? "expectReplies" : "normal";
        return Encoding.UTF8.GetBytes($$"""
            {"type":"message","id":"{{Id(branch, n)}}","serviceUrl":"{{serviceUrl ?? "http://127.0.0.1:9/"}}","channelId":"test","from":{"id":"{{speaker}}","name":"书记"},"recipient":{"id":"bot","name":"Bot"},"conversation":{"id":"{{speaker}}"},"locale":"zh-CN","deliveryMode":"{{mode}}","text":"{{Text(n)}}"}
            """);
    }

    /// <summary>Its words.</summary>
    public string Text(int n)
    {
        var day = DayOf(n);
        return string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日下午2点半到4点在三楼会议室开了{Kinds[n % Kinds.Length]}，应到18实到16，学习二十大报告");
    }

    /// <summary>Its day.</summary>
    public DateOnly DayOf(int n) => today.AddDays(-1 - n / Kinds.Length * Stride % Days);

    /// <summary>The channel's id of that message: digits only, so that a script can make up more of them.</summary>
    public static string Id(int branch, int n) => string.Create(CultureInfo.InvariantCulture, $"7{branch:D5}{n:D6}");

    public bool IsRight(ReadOnlySpan<byte> body) => body.IndexOf(Plain) >= 0 || body.IndexOf(Escaped) >= 0;
}
