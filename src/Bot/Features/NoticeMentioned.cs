using System.Globalization;
using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Features;

/// <summary>Which notice somebody means: the one whose number was said, else the newest of theirs.</summary>
internal sealed class NoticeMentioned(Broadcasts broadcasts)
{
    /// <summary>Null when there is none, or it is none of theirs.</summary>
    public async Task<BroadcastRow?> FindAsync(Request request, CancellationToken cancel)
    {
        var isBureau = request.Who.Roles.Contains("bureau");
        // A yes means what was shown just before it.
        var id = request.Consented ? request.Last.FirstOrDefault(record => record.Type == "notice")?.Id : NumberIn(request.Text);
        if (id is { } said)
            return await broadcasts.HoldAsync(said, cancel) is { Reminder: null, Follows: null } notice
                && (notice.AuthorId == request.Who.MemberId || (isBureau ? notice.BranchId is null : notice.BranchId == request.Who.BranchId && request.Who.Roles.Contains("secretary")))
                ? notice
                : null;
        return await broadcasts.NewestAsync(request.Who.MemberId, isBureau, 1, cancel) is [var newest] ? await broadcasts.HoldAsync(newest.Id, cancel) : null;
    }

    /// <summary>通知 12, 第12号通知: the number of a notice; null when the text names none.</summary>
    public static long? NumberIn(string text)
    {
        var at = text.IndexOf("通知", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var behind = text[(at + 2)..].TrimStart(' ', '第');
        var digits = Digits(behind);
        // 通知10月25日开会 and 通知3楼的同志 name no notice.
        if (digits.Length > 0 && IsEnd(behind, digits.Length + (behind.Length > digits.Length && "号条".Contains(behind[digits.Length]) ? 1 : 0)))
            return Parse(digits);
        var before = text[..at].TrimEnd('号', '条', ' ');
        var start = before.Length;
        while (start > 0 && char.IsAsciiDigit(before[start - 1]))
            start--;
        return start > 0 && before[start - 1] == '第' && start < before.Length ? Parse(before[start..]) : null;
    }

    private static bool IsEnd(string text, int at) => at >= text.Length || "：:，,。 为成改进的怎情发".Contains(text[at]);

    private static string Digits(string text) => text[..text.TakeWhile(char.IsAsciiDigit).Count()];

    private static long? Parse(string digits) => long.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number : null;
}
