using PartyBuilding.Data;
using PartyBuilding.Plan;

namespace PartyBuilding.Bot.Commands;

/// <summary>Ledgers in the words of the plan, row by row as a spreadsheet shows them.</summary>
internal sealed class LedgerSheets(WorkPlan plan)
{
    public static readonly string[] ActivityColumns =
        ["支部", "日期", "活动", "内容", "党员", "开始", "时长（分钟）", "地点", "主题", "应到", "实到", "缺席", "学时或小时", "状态", "登记人", "登记时间"];

    public static readonly string[] PointColumns = ["支部", "党员", "日期", "规则", "积分", "理由", "登记人", "登记时间"];

    /// <summary>Kinds that are only spoken of in private: they stay out of every list.</summary>
    public string[] Confidential { get; } = [.. plan.Kinds.Where(kind => kind.Privacy.HasFlag(Privacy.OnlyInPrivate)).Select(kind => kind.Key)];

    public IReadOnlyList<Dictionary<string, object?>> Activities(IReadOnlyList<LedgerReport> reports) =>
    [
        .. reports.Select(r => Row(ActivityColumns,
            r.Branch, Day(r.HeldOn), plan.MaybeKind(r.Kind)?.Name ?? r.Kind, r.Item, r.Member, r.StartsAt?.ToString("HH:mm", null), r.Minutes, r.Place, r.Topic,
            r.Due, r.Attendees, r.Absent, r.Hours, r.State == "claimed" ? "待确认" : "已登记", r.ToldBy, Moment(r.ToldAt))),
    ];

    public IReadOnlyList<Dictionary<string, object?>> Points(IReadOnlyList<LedgerEntry> entries) =>
    [
        .. entries.Select(e => Row(PointColumns,
            e.Branch, e.Member ?? "（支部）", Day(e.OnDay), plan.Points.Find(e.Rule, e.RuleVersion)?.Name ?? e.Rule, e.Points,
            e.IsReversal ? "冲销" + (e.Reason is null ? "" : "：" + e.Reason) : e.Reason, e.ToldBy, Moment(e.ToldAt))),
    ];

    private static Dictionary<string, object?> Row(string[] columns, params object?[] cells) =>
        columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    private static string Moment(DateTimeOffset moment) => County.Local(moment).ToString("yyyy-MM-dd HH:mm", null);
}
