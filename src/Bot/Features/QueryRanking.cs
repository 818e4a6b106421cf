using PartyBuilding.Bot.Turns;
using PartyBuilding.Data;
using PartyBuilding.Plan;
using PartyBuilding.Recognizers;

namespace PartyBuilding.Bot.Features;

/// <summary>
/// Places. Everybody may see their own; names only those whose right it is, and a group only where its setting opens it, the first places alone.
/// Dialog: dialogs/query_ranking.yaml.
/// </summary>
[Intent("query_ranking")]
internal sealed class QueryRanking(Rankings rankings, Reach reach, Standing standing, WorkPlan plan) : IFeature
{
    private const int Most = 10;

    public async Task<Reply> DoAsync(Request request, CancellationToken cancel)
    {
        if (!plan.Points.IsOn)
            return Reply.With("off");
        var period = Period.Parse(request.Slots.Period, plan.Calendar) ?? Period.Year(request.Today.Year);
        if (request.Slots.Branch is ["全部"] || request.Who.InBureau)
            return await BranchesAsync(request, period, cancel);
        if (request.Slots.Branch?.Any(name => name != request.Who.Branch) == true)
            return Reply.With("foreign");
        if (AsksBranchPlace(request.Text))
            return Reply.With("refused_branches");
        return await MembersAsync(request, period, cancel);
    }

    private async Task<Reply> BranchesAsync(Request request, Period period, CancellationToken cancel)
    {
        var within = (await reach.BranchesAsync(request, "ranking-branches", cancel)).Select(b => b.Id).ToHashSet();
        if (within.Count == 0)
            return Reply.With("refused_branches");
        var scored = period.Unit == PeriodUnit.Year
            ? await rankings.BranchesAsync((short)period.From.Year, cancel)
            : await rankings.BranchesAsync(period.From, period.Until, cancel);
        var placed = Ranking.Of(scored.Where(s => within.Contains(s.Id)), s => s.Points);
        var count = CountIn(request.Text, request.Now) ?? int.MaxValue;
        return Reply.With("branches", ("when", period.Label), ("list", List(placed.Where(p => p.Place <= count), s => s.Name, p => Wording.Number(p))));
    }

    private async Task<Reply> MembersAsync(Request request, Period period, CancellationToken cancel)
    {
        var isYear = period.Unit == PeriodUnit.Year;
        var scored = isYear
            ? await rankings.MembersAsync(request.Who.BranchId, (short)period.From.Year, request.Today, cancel)
            : await rankings.MembersAsync(request.Who.BranchId, period.From, period.Until, request.Today, cancel);
        var placed = Ranking.Of(scored, s => s.Points);
        string Score(decimal sum) => Wording.Number(isYear ? plan.Points.Card.Score(sum) : sum);
        var own = placed.FirstOrDefault(p => p.Who.Id == request.Who.MemberId);
        var place = own is null ? null : $"您排第 {own.Place} 名（{Score(own.Score)} 分，共 {placed.Count} 人）";
        var count = Math.Min(CountIn(request.Text, request.Now) ?? Most, Most);
        var top = List(placed.Where(p => p.Place <= count && p.Score > 0), s => s.Name, Score);

        if (request.InGroup)
        {
            var isOpen = plan.Points.MayRank && GroupSettings.Read(request.Where.Settings).Ranking;
            if (isOpen && top.Length > 0)
                return Reply.With("group_open", ("when", period.Label), ("list", top));
            return standing.May(request.Who, "ranking-members", Scope.Branch) && top.Length > 0
                ? Reply.With("group_closed_list", ("place", place), ("when", period.Label), ("list", top))
                : Reply.With("group_closed", ("place", place), ("when", period.Label));
        }
        var asksOwn = request.Text.Contains('我') && CountIn(request.Text, request.Now) is null && (request.Text.Contains("第几", StringComparison.Ordinal) || request.Text.Contains("名次", StringComparison.Ordinal));
        if (!asksOwn && standing.May(request.Who, "ranking-members", Scope.Branch))
            return top.Length == 0 ? Reply.With("empty", ("when", period.Label)) : Reply.With("members", ("when", period.Label), ("list", top), ("place", place));
        return place is null ? Reply.With("none", ("when", period.Label)) : Reply.With("own", ("when", period.Label), ("place", place));
    }

    /// <summary>我们支部排第几, but not 我在支部里排第几.</summary>
    private static bool AsksBranchPlace(string text) =>
        text.IndexOf("支部", StringComparison.Ordinal) is >= 0 and var at && text[(at + 2)..] is var rest
        && rest.Contains("第几", StringComparison.Ordinal) && !rest.Contains('我') && !rest.StartsWith('里') && !rest.StartsWith('内');

    private static string List(IEnumerable<Placed<Scored>> placed, Func<Scored, string> name, Func<decimal, string> score) =>
        string.Join('\n', placed.Select(p => $"{p.Place}. {name(p.Who)} {score(p.Score)} 分"));

    /// <summary>前十, 前3名: how many were asked for.</summary>
    private static int? CountIn(string text, DateTimeOffset now)
    {
        var at = text.IndexOf('前', StringComparison.Ordinal);
        if (at < 0)
            return null;
        return ChineseReader.Read(text[(at + 1)..], now, Bias.Past) is [{ Start: 0, Value: Value.Number { Amount: > 0 and < 1000 and var count } }, ..] ? (int)count : null;
    }
}
