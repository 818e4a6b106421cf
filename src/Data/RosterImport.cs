using Npgsql;

namespace PartyBuilding.Data;

/// <summary>A person as a roster file has them.</summary>
/// <param name="Branch">Without 党支部.</param>
/// <param name="Group">Name of the Party group; null without one.</param>
/// <param name="Roles">Roles in the branch, the group or the bureau.</param>
public sealed record RosterPerson(string Branch, string Name, string Standing, DateOnly? JoinedOn, string? Group, string[] Roles);

/// <summary>What an import changed.</summary>
/// <param name="Absent">Active members of the file's branches who are not in it: branch and name.</param>
/// <param name="Retired">How many of those were made inactive.</param>
public sealed record RosterChange(int Branches, int Added, int Changed, IReadOnlyList<(string Branch, string Name)> Absent, int Retired)
{
    /// <summary>Whether any name or role is different now.</summary>
    public bool IsAny => Branches + Added + Changed + Retired > 0;
}

/// <summary>Takes a whole roster at once: who is new is added, who is known is brought in line, nobody is forgotten unasked.</summary>
/// <remarks>Belongs into a transaction of the owner. Done twice, the second time changes nothing.</remarks>
public sealed class RosterImport(NpgsqlConnection db)
{
    /// <summary>Roles that a roster rules over; those of the bureau it only gives.</summary>
    private static readonly string[] OfBranch = ["group_leader", "committee", "clerk", "dues_clerk", "secretary"];

    /// <summary>Imports.</summary>
    /// <param name="people">Each name once in each branch.</param>
    /// <param name="bureau">The bureau's name, for a database that has none yet.</param>
    /// <param name="retire">Whether members of these branches who are not in the file become inactive.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<RosterChange> RunAsync(IReadOnlyList<RosterPerson> people, string bureau, bool retire, CancellationToken cancel)
    {
        await db.RunAsync("lock table organisations, members, roles in share row exclusive mode", cancel: cancel);
        var root = await BureauAsync(bureau, cancel);
        var branches = await OrganisationsAsync(root, [.. people.Select(p => p.Branch).Distinct()], cancel);
        var groups = await GroupsAsync(people, cancel);
        await db.RunAsync("""
            create temporary table roster on commit drop as
            select row_number() over () as place, o.id as branch_id, g.id as group_id, r.name, r.standing, r.joined_on, null::bigint as member_id
            from unnest(@branches, @names, @standings, @joined::date[], @groups) with ordinality as r (branch, name, standing, joined_on, party_group, place)
            join organisations o on o.parent_id = @root and o.name = r.branch
            left join organisations g on g.parent_id = o.id and g.kind = 'group' and g.name = r.party_group
            """, new
        {
            root,
            branches = people.Select(p => p.Branch).ToArray(), names = people.Select(p => p.Name).ToArray(),
            standings = people.Select(p => p.Standing).ToArray(), joined = people.Select(p => p.JoinedOn).ToArray(),
            groups = people.Select(p => p.Group).ToArray(),
        }, cancel);
        var changed = await db.ListAsync<long>("""
            update members m
            set standing = r.standing, joined_on = coalesce(r.joined_on, m.joined_on), group_id = r.group_id, active = true
            from roster r
            where m.branch_id = r.branch_id and m.name = r.name
              and (m.standing, m.joined_on, m.group_id, m.active) is distinct from (r.standing, coalesce(r.joined_on, m.joined_on), r.group_id, true)
            returning m.id
            """, cancel: cancel);
        var added = await db.ListAsync<long>("""
            insert into members (branch_id, group_id, name, standing, joined_on)
            select r.branch_id, r.group_id, r.name, r.standing, r.joined_on
            from roster r
            where not exists (select from members m where m.branch_id = r.branch_id and m.name = r.name)
            order by r.place
            returning id
            """, cancel: cancel);
        await db.RunAsync("update roster r set member_id = m.id from members m where m.branch_id = r.branch_id and m.name = r.name", cancel: cancel);
        var otherRoles = await RolesAsync(people, root, cancel);
        var absent = await AbsentAsync(cancel);
        var retired = retire ? await RetireAsync(cancel) : 0;
        return new(branches + groups, added.Count, changed.Union(otherRoles).Except(added).Count(), absent, retired);
    }

    private async Task<long> BureauAsync(string name, CancellationToken cancel) =>
        await db.MaybeAsync<long?>("select id from organisations where kind = 'bureau' order by id limit 1", cancel: cancel)
        ?? await db.OneAsync<long>("insert into organisations (kind, name) values ('bureau', @name) returning id", new { name }, cancel);

    private Task<int> OrganisationsAsync(long root, string[] names, CancellationToken cancel) =>
        db.RunAsync("""
            insert into organisations (parent_id, kind, name)
            select @root, 'branch', name from unnest(@names) with ordinality as n (name, place) order by place
            on conflict (parent_id, name) do update set active = true where not organisations.active
            """, new { root, names }, cancel);

    private Task<int> GroupsAsync(IReadOnlyList<RosterPerson> people, CancellationToken cancel)
    {
        var groups = people.Where(p => p.Group is not null).Select(p => (p.Branch, p.Group)).Distinct().ToList();
        return db.RunAsync("""
            insert into organisations (parent_id, kind, name)
            select o.id, 'group', n.name
            from unnest(@branches, @names) with ordinality as n (branch, name, place)
            join organisations o on o.kind = 'branch' and o.name = n.branch
            order by n.place
            on conflict (parent_id, name) do update set active = true where not organisations.active
            """, new { branches = groups.Select(g => g.Branch).ToArray(), names = groups.Select(g => g.Group).ToArray() }, cancel);
    }

    /// <summary>Gives and takes roles as the file has them.</summary>
    /// <returns>Members whose roles are different now.</returns>
    private Task<IReadOnlyList<long>> RolesAsync(IReadOnlyList<RosterPerson> people, long root, CancellationToken cancel)
    {
        var roles = people.SelectMany(p => p.Roles.Select(role => (p.Branch, p.Name, Role: role))).ToList();
        return db.ListAsync<long>("""
            with wanted as (
                select r.member_id, w.role,
                       case w.role when 'bureau' then @root when 'inspector' then @root when 'group_leader' then r.group_id else r.branch_id end as organisation_id
                from unnest(@branches, @names, @roles) as w (branch, name, role)
                join organisations o on o.parent_id = @root and o.name = w.branch
                join roster r on r.branch_id = o.id and r.name = w.name),
            taken as (
                delete from roles old
                using roster r
                where old.member_id = r.member_id
                  and not exists (select from wanted w where (w.member_id, w.role, w.organisation_id) = (old.member_id, old.role, old.organisation_id))
                  -- A file that does not say who sees to what leaves it as it is.
                  and (old.role = any(@OfBranch)
                       or old.role = any(@Posts)
                          and (exists (select from wanted w where (w.role, w.organisation_id) = (old.role, old.organisation_id))
                               or not exists (select from wanted w where w.member_id = old.member_id and w.role = 'committee')))
                returning old.member_id),
            given as (
                insert into roles (member_id, role, organisation_id)
                select member_id, role, organisation_id from wanted
                on conflict do nothing
                returning member_id)
            select member_id from taken union select member_id from given
            """, new
        {
            root, OfBranch, Posts = Posts.All.ToArray(),
            branches = roles.Select(r => r.Branch).ToArray(), names = roles.Select(r => r.Name).ToArray(), roles = roles.Select(r => r.Role).ToArray(),
        }, cancel);
    }

    private async Task<IReadOnlyList<(string, string)>> AbsentAsync(CancellationToken cancel) =>
        [.. (await db.ListAsync<Absentee>($"select o.name as branch, m.name {FromAbsent} order by o.id, m.id", cancel: cancel)).Select(a => (a.Branch, a.Name))];

    private Task<int> RetireAsync(CancellationToken cancel) =>
        db.RunAsync($"update members set active = false where id in (select m.id {FromAbsent})", cancel: cancel);

    private const string FromAbsent = """
        from members m
        join organisations o on o.id = m.branch_id
        where m.active and m.branch_id in (select branch_id from roster) and not exists (select from roster r where r.member_id = m.id)
        """;

    private sealed record Absentee(string Branch, string Name);
}
