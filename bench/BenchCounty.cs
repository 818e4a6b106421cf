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

    /// <summary>The channel's id of the secretary of the <paramref name="branch"/>th branch.</summary>
    public string Speaker(int branch) => string.Create(CultureInfo.InvariantCulture, $"u-{branch + 1}");

    /// <summary>Fills an empty database. Member n belongs to branch n modulo the number of branches, so the first of each is its secretary.</summary>
    public async Task FillAsync(string owner, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = new NpgsqlConnection(owner);
        await db.OpenAsync(cancel);
        await RunAsync(db, """
            insert into organisations (kind, name) values ('bureau', '基准县教育局');
            insert into organisations (parent_id, kind, name, short_forms)
            select (select id from organisations where kind = 'bureau'), 'branch', '基准第' || n || '小学', array['基准' || n || '小']
            from generate_series(1, @branches) n;
            """, cancel);
        await RunAsync(db, """
            with branches as (select id, row_number() over (order by id) - 1 as place from organisations where kind = 'branch')
            insert into members (branch_id, name, joined_on)
            -- Two given characters out of forty each: names are many, and none is a real list.
            select b.id,
                   substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章', 1 + n % 40, 1)
                   || substr('安邦昌成达德东方飞峰刚高光国海浩恒宏辉建健杰军康立林龙明宁平强荣瑞山胜涛伟文祥新', 1 + (n / 40) % 40, 1)
                   || substr('雅芳琴兰梅秀英华玉珍丽娟霞敏静淑惠珠翠雪月红燕玲芬芝萍云莲真环雪荣爱妹霜香莹', 1 + (n / 1600) % 38, 1),
                   date '2000-07-01' + n % 8000
            from generate_series(0, @members - 1) n
            join branches b on b.place = n % @branches
            order by n;
            """, cancel);
        await RunAsync(db, """
            with placed as (select id, branch_id, row_number() over (partition by branch_id order by id) as place from members)
            insert into roles (member_id, role, organisation_id)
            select id, case when place = 1 then 'secretary' else 'committee' end, branch_id from placed where place <= 3;

            insert into bindings (channel, user_id, member_id, bound_at, told_privacy_at)
            select 'test', 'u-' || row_number() over (order by id), id, @now, @now from members;
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
                command.Parameters.AddWithValue("now", now.UtcDateTime);
            await command.ExecuteNonQueryAsync(stop);
        }
    }
}
