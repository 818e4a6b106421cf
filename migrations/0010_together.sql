-- One statement instead of two: the second looked the same people up again.
create or replace function enter_together(a_channels text[], a_user_ids text[])
    returns table (place bigint, member_id bigint, name text, branch_id bigint, branch text, roles text[], told_privacy boolean, in_bureau boolean)
    language plpgsql rows 10 security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query
        with who as materialized (
            select a.place, m.id, m.name, m.branch_id, o.name as branch, r.roles, b.told_privacy_at is not null as told_privacy, r.in_bureau
            from unnest(a_channels, a_user_ids) with ordinality as a (channel, user_id, place)
            join bindings b on b.channel = a.channel and b.user_id = a.user_id
            join members m on m.id = b.member_id and m.active
            join organisations o on o.id = m.branch_id
            cross join lateral (
                select coalesce(array_agg(distinct x.role), '{}') as roles, coalesce(bool_or(x.role in ('bureau', 'inspector')), false) as in_bureau
                from roles x where x.member_id = m.id) r),
        scope as materialized (
            select set_config('party.scope', '', true),
                   set_config('party.branches', coalesce((select string_agg(distinct w.branch_id::text, ',') from who w), ''), true))
        -- Strangers only: nobody comes, and still the scope is set.
        select w.place, w.id, w.name, w.branch_id, w.branch, w.roles, w.told_privacy, w.in_bureau
        from scope
        left join who w on true;
end $$;
