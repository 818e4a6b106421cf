-- Several people's turns in one transaction: who each of them is. What may be seen is what all of them may see as members of their branches; nobody
-- sees the county or assigned branches here.
create function enter_together(a_channels text[], a_user_ids text[])
    returns table (place bigint, member_id bigint, name text, branch_id bigint, branch text, roles text[], told_privacy boolean, in_bureau boolean)
    language plpgsql rows 10 security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform set_config('party.scope', '', true),
            set_config('party.branches', coalesce((
                select string_agg(distinct m.branch_id::text, ',')
                from unnest(a_channels, a_user_ids) as a (channel, user_id)
                join bindings b on b.channel = a.channel and b.user_id = a.user_id
                join members m on m.id = b.member_id and m.active), ''), true);
    return query
        select a.place, m.id, m.name, m.branch_id, o.name, r.roles, b.told_privacy_at is not null, r.in_bureau
        from unnest(a_channels, a_user_ids) with ordinality as a (channel, user_id, place)
        join bindings b on b.channel = a.channel and b.user_id = a.user_id
        join members m on m.id = b.member_id and m.active
        join organisations o on o.id = m.branch_id
        cross join lateral (
            select coalesce(array_agg(distinct x.role), '{}') as roles, coalesce(bool_or(x.role in ('bureau', 'inspector')), false) as in_bureau
            from roles x where x.member_id = m.id) r;
end $$;
