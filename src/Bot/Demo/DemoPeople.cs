using Npgsql;
using PartyBuilding.Bot.Web;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Demo;

/// <summary>The people of the demo county as the page offers them, with what they are today.</summary>
internal sealed class DemoPeople(NpgsqlDataSource database)
{
    /// <summary>Highest first; the last word takes everybody else.</summary>
    private static readonly string[] Words = ["bureau", "inspector", "secretary", "committee"];

    /// <summary>Everybody, in the order of the roster, somebody unbound last.</summary>
    public Task<IReadOnlyList<DemoPerson>> AllAsync(CancellationToken cancel) => ReadAsync(null, cancel);

    /// <summary>One person; null when there is nobody of that id.</summary>
    public async Task<DemoPerson?> FindAsync(string id, CancellationToken cancel) => (await ReadAsync(id, cancel)).SingleOrDefault();

    private async Task<IReadOnlyList<DemoPerson>> ReadAsync(string? id, CancellationToken cancel)
    {
        await using var db = await database.OpenConnectionAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await db.RunAsync("select set_config('party.scope', 'county', true)", cancel: cancel);
        var rows = await db.ListAsync<Row>("""
            select p.user_id, coalesce(m.name, p.name) as name, o.name as branch,
                   coalesce((select array_agg(r.role order by r.role) from (select distinct role from roles where member_id = m.id) r), '{}') as roles,
                   c.key, coalesce(c.title, '') as title, c.kind = 'group' as is_group
            from conversations c
            join participants p on p.conversation_id = c.id
            left join bindings b on b.channel = c.channel and b.user_id = p.user_id
            left join members m on m.id = b.member_id
            left join organisations o on o.id = m.branch_id
            where c.channel = @Channel and c.key like 'demo-%' and (c.gone_at is null or c.kind = 'private') and (@id::text is null or p.user_id = @id)
            order by m.id nulls last, p.user_id, is_group, c.id
            """, new { DemoChats.Channel, id }, cancel);
        return [.. rows.GroupBy(row => row.UserId).Select(Person)];
    }

    private static DemoPerson Person(IEnumerable<Row> rows)
    {
        var first = rows.First();
        return new(
            first.UserId, first.Name, Words.FirstOrDefault(first.Roles.Contains) ?? "member", first.Roles, first.Branch,
            [.. rows.Select(row => new DemoConversation(row.Key, row.Title, row.IsGroup))]);
    }

    private sealed record Row(string UserId, string Name, string? Branch, string[] Roles, string Key, string Title, bool IsGroup);
}
