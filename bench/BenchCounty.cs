using System.Globalization;
using Npgsql;

namespace PartyBuilding.Bench;

/// <summary>
/// A plainly made-up county of many branches, put into an empty migrated database by set-based statements: a bureau, branches with a secretary
/// and a committee, members with a binding each on channel <c>test</c>, and, where asked for, a long history.
/// </summary>
/// <param name="Branches">How many branches.</param>
/// <param name="Members">How many members in all.</param>
internal sealed record BenchCounty(int Branches, int Members)
{
    /// <summary>The size the figures are stated for.</summary>
    public static BenchCounty Usual { get; } = new(300, 10_000);

    /// <summary>The county's clock when it is made: a working morning, so that no notice waits for the end of quiet hours.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 10, 28, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Its day.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>The channel's id of the secretary of the <paramref name="branch"/>th branch.</summary>
    public static string Speaker(int branch) => (branch + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Fills an empty database. The nth branch, its secretary, the secretary's id in the channel and their private chat all have the number n,
    /// so that a recorded turn can be turned into a script for any of them.
    /// </summary>
    public async Task FillAsync(string owner, CancellationToken cancel)
    {
        await using var db = new NpgsqlConnection(owner);
        await db.OpenAsync(cancel);
        await RunAsync(db, """
            insert into organisations (kind, name, short_forms)
            select 'branch', '基准第' || n || '小学', array['基准' || n || '小'] from generate_series(1, @branches) n order by n;
            insert into organisations (kind, name) values ('bureau', '基准县教育局');
            update organisations set parent_id = (select id from organisations where kind = 'bureau') where kind = 'branch';
            """, cancel);
        await RunAsync(db, """
            insert into members (branch_id, name, joined_on)
            -- A surname and two given characters, drawn by number: names are many, and none is a real list.
            select 1 + n % @branches,
                   substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章', 1 + n % 40, 1)
                   || substr('安邦昌成达德东方飞峰刚高光国海浩恒宏辉建健杰军康立林龙明宁平强荣瑞山胜涛伟文祥新', 1 + (n / 40) % 40, 1)
                   || substr('雅芳琴兰梅秀英华玉珍丽娟霞敏静淑惠珠翠雪月红燕玲芬芝萍云莲真环荣爱妹霜香莹', 1 + (n / 1600) % 37, 1),
                   date '2000-07-01' + n % 8000
            from generate_series(0, @members - 1) n
            order by n;
            """, cancel);
        await RunAsync(db, """
            with placed as (select id, branch_id, row_number() over (partition by branch_id order by id) as place from members)
            insert into roles (member_id, role, organisation_id)
            select id, case when place = 1 then 'secretary' else 'committee' end, branch_id from placed where place <= 3;

            insert into bindings (channel, user_id, member_id, bound_at, told_privacy_at)
            select 'test', id::text, id, @now, @now from members;

            insert into conversations (channel, account, key, kind, member_id, user_id, created_at, welcomed_at)
            select 'test', 'bot', m.id::text, 'private', m.id, m.id::text, @now, @now from members m order by m.id;

            insert into settings (key, value, changed_at) values ('clock_offset', to_jsonb(extract(epoch from @now - now())), @now);
            """, cancel);
        await RunAsync(db, "analyze", cancel);

        async Task RunAsync(NpgsqlConnection open, string sql, CancellationToken stop)
        {
            await using var command = new NpgsqlCommand(sql, open) { CommandTimeout = 600 };
            if (sql.Contains("@branches", StringComparison.Ordinal))
                command.Parameters.AddWithValue("branches", Branches);
            if (sql.Contains("@members", StringComparison.Ordinal))
                command.Parameters.AddWithValue("members", Members);
            if (sql.Contains("@now", StringComparison.Ordinal))
                command.Parameters.AddWithValue("now", Now.UtcDateTime);
            await command.ExecuteNonQueryAsync(stop);
        }
    }
}
