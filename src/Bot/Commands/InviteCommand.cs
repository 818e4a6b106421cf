using Npgsql;
using PartyBuilding.Data;

namespace PartyBuilding.Bot.Commands;

/// <summary>Makes binding codes and shows them once.</summary>
internal static class InviteCommand
{
    private const string Usage = """
        用法（任选一种，都可加 --days 天数，默认 7 天内有效）：
          invite --member 姓名 [--branch 支部]                给一个人
          invite --member 姓名 [--branch 支部] --role 角色     绑定时同时给角色：bureau inspector secretary committee clerk dues_clerk
          invite --branch 支部 --all                          给支部里还没绑定的每个人
          invite --role bureau|inspector                      给名册里有这个角色的每个人
          invite --group 支部                                 用来绑定支部的工作群
        """;

    private static readonly string[] Roles = ["bureau", "inspector", "secretary", "committee", "clerk", "dues_clerk"];

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var wish = Wish.Of(args);
        await using var database = await DatabaseAccess.OpenAsync(wish.Data, CancellationToken.None);
        return await RunAsync(database.Owner, wish, TimeProvider.System.GetUtcNow(), output);
    }

    /// <summary>Makes the codes and prints a line for each: branch, name, code.</summary>
    /// <param name="real">Real time; a demo's shift is added.</param>
    public static async Task<int> RunAsync(NpgsqlDataSource owner, Wish wish, DateTimeOffset real, TextWriter output)
    {
        await using var db = await owner.OpenConnectionAsync();
        await using var transaction = await db.BeginTransactionAsync();
        var now = real + await new Settings(db).ClockOffsetAsync(CancellationToken.None);
        var targets = await TargetsAsync(db, wish);
        foreach (var target in targets)
        {
            var code = await new Invitations(db).IssueAsync(
                new NewInvitation(target.MemberId, target.OrganisationId, target.Role, now.AddDays(wish.Days)), CancellationToken.None);
            await new Audit(db).AddAsync(now, null, "invite", target.MemberId is { } id ? $"member:{id}" : "group", target.BranchId, target.Role, CancellationToken.None);
            await output.WriteLineAsync($"{target.Branch}\t{target.Name}\t{code}");
        }
        await transaction.CommitAsync();
        await output.WriteLineAsync(targets.Count == 0
            ? "没有需要绑定的人。"
            : $"共 {targets.Count} 个，{wish.Days} 天内有效，只显示这一次。请逐个私下交给本人，私聊机器人发送即可；群的绑定码由书记在群里 @机器人 发送。");
        return 0;
    }

    private static Task<IReadOnlyList<Target>> TargetsAsync(NpgsqlConnection db, Wish wish) => wish switch
    {
        { Group: { } group } => GroupAsync(db, group),
        { Member: { } member } => MemberAsync(db, member, wish.Branch, wish.Role),
        { Branch: { } branch } => BranchAsync(db, branch),
        _ => RoleAsync(db, wish.Role!),
    };

    private static async Task<IReadOnlyList<Target>> GroupAsync(NpgsqlConnection db, string name)
    {
        var branch = await Branches.FindAsync(db, name);
        return [new(null, branch, name, "（工作群）", branch, null)];
    }

    private static async Task<IReadOnlyList<Target>> MemberAsync(NpgsqlConnection db, string name, string? branch, string? role)
    {
        var within = branch is null ? (long?)null : await Branches.FindAsync(db, branch);
        var found = await ListAsync(db, "m.name = @name and (@within::bigint is null or m.branch_id = @within)", new { name, within });
        if (found is not [var one])
            throw new Refusal(found.Count == 0
                ? $"名册里没有{branch}{name}。"
                : $"名册里有 {found.Count} 个{name}：{string.Join('、', found.Select(f => f.Branch))}。请加 --branch 支部。");
        if (role is null)
            return [one];
        var where = role is "bureau" or "inspector"
            ? await db.OneAsync<long>("select id from organisations where kind = 'bureau' order by id limit 1")
            : one.BranchId;
        return [one with { Role = role, OrganisationId = where }];
    }

    private static async Task<IReadOnlyList<Target>> BranchAsync(NpgsqlConnection db, string name)
    {
        var branch = await Branches.FindAsync(db, name);
        return await ListAsync(db, "m.branch_id = @branch and not exists (select from bindings b where b.member_id = m.id)", new { branch });
    }

    private static async Task<IReadOnlyList<Target>> RoleAsync(NpgsqlConnection db, string role)
    {
        var found = await ListAsync(db, "exists (select from roles r where r.member_id = m.id and r.role = @role)", new { role });
        return found.Count > 0 ? found : throw new Refusal(
            $"名册里还没有这个角色的人。请在名册的“职务”一列写上（教育局党办、督导）再导入，或用 invite --member 姓名 --role {role}。");
    }

    private static Task<IReadOnlyList<Target>> ListAsync(NpgsqlConnection db, string where, object arguments) => db.ListAsync<Target>($"""
        select m.id as member_id, null::bigint as organisation_id, o.name as branch, m.name, m.branch_id, null::text as role
        from members m
        join organisations o on o.id = m.branch_id
        where m.active and {where}
        order by m.id
        """, arguments);

    private sealed record Target(long? MemberId, long? OrganisationId, string Branch, string Name, long BranchId, string? Role);

    /// <summary>Whom codes are wanted for.</summary>
    internal sealed record Wish(string? Member, string? Branch, string? Role, string? Group, int Days, string Data)
    {
        private const int UsualDays = 7;

        public static Wish Of(string[] args)
        {
            var read = Arguments.Read(args, Usage, ["--member", "--branch", "--role", "--group", "--days"], ["--all"]);
            var wish = new Wish(read["--member"], read["--branch"], read["--role"], read["--group"], UsualDays, read.Data);
            if (read["--days"] is { } days)
                wish = wish with { Days = int.TryParse(days, out var n) && n is >= 1 and <= 365 ? n : throw new Refusal("--days 请写 1 到 365。") };
            if (wish.Role is { } role && !Roles.Contains(role))
                throw new Refusal($"没有 {role} 这个角色。\n{Usage}");
            var isWhole = wish switch
            {
                { Group: not null } => wish is { Member: null, Branch: null, Role: null },
                { Member: not null } => !read.Has("--all"),
                { Branch: not null } => read.Has("--all") && wish.Role is null,
                { Role: "bureau" or "inspector" } => true,
                _ => false,
            };
            return isWhole && read.Words.Count == 0 ? wish : throw new Refusal(Usage);
        }
    }
}
