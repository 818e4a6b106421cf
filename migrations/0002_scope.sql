-- The runtime role sees only the scope a transaction states: party.scope = 'county', or party.branches = '12,15'.
-- A forgotten where shows nothing instead of everything.

create function party_scope() returns boolean language sql stable as
    $$ select coalesce(current_setting('party.scope', true), '') = 'county' $$;

create function party_branches() returns bigint[] language sql stable as
    $$ select string_to_array(nullif(current_setting('party.branches', true), ''), ',')::bigint[] $$;

do $$
declare t text;
begin
    foreach t in array array['members', 'reports', 'plans', 'attendance', 'entries', 'totals', 'suggestions', 'findings'] loop
        execute format('alter table %I enable row level security', t);
        -- The sub-selects run once for a statement, not once for a row.
        execute format('create policy in_scope on %I using ((select party_scope()) or branch_id = any ((select party_branches())::bigint[]))', t);
    end loop;
end $$;

-- Who is speaking, and from here on in this transaction only what that person may see. Runs as the owner because
-- nobody is in scope before it.
create function enter(a_channel text, a_user_id text)
    returns table (member_id bigint, name text, branch_id bigint, branch text, roles text[], told_privacy boolean, in_bureau boolean)
    language plpgsql security definer set search_path = public as $$
begin
    select m.id, m.name, m.branch_id, o.name, b.told_privacy_at is not null
    into enter.member_id, enter.name, enter.branch_id, enter.branch, enter.told_privacy
    from bindings b
    join members m on m.id = b.member_id and m.active
    join organisations o on o.id = m.branch_id
    where b.channel = a_channel and b.user_id = a_user_id;
    if not found then
        perform set_config('party.scope', '', true), set_config('party.branches', '', true);
        return;
    end if;
    select coalesce(array_agg(distinct r.role), '{}'), coalesce(bool_or(r.role in ('bureau', 'inspector')), false)
    into enter.roles, enter.in_bureau
    from roles r where r.member_id = enter.member_id;
    perform set_config('party.scope', case when enter.in_bureau then 'county' else '' end, true),
            set_config('party.branches', enter.branch_id::text, true);
    return next;
end $$;
