-- Pairs of mentor and young teacher, findings to their end, answered suggestions, terms of office, branches' own duties; and what the bot
-- may not do even by mistake. Which role may do what with which table stands in Migrator, because the role is made there.

-- 青蓝工程. The mentor is a member; the young teacher need not be, so only the name is kept.
create table pairs (
    id          bigint generated always as identity primary key,
    branch_id   bigint not null references organisations,
    mentor_id   bigint not null references members,
    apprentice  text not null,
    from_on     date not null,
    until_on    date,                                -- last day; null while it lasts
    told_by     bigint not null references members,
    told_at     timestamptz not null
);
create unique index pairs_once on pairs (branch_id, mentor_id, apprentice) where until_on is null;

alter table reports add column pair_id bigint references pairs;
create index reports_of_pair on reports (pair_id) where pair_id is not null;

-- 督查 → 整改: what was done about it, and who took it as done or sent it back.
alter table findings
    add column replied_by bigint references members,
    add column replied_at timestamptz,
    add column note       text,                      -- why it was sent back
    add column closed_by  bigint references members;

alter table suggestions
    add column state       text not null default 'open' check (state in ('open', 'done', 'declined')),
    add column answer      text,
    add column answered_by bigint references members,
    add column answered_at timestamptz;

-- 换届: the last day of the committee's or secretary's present term.
alter table organisations add column term_ends_on date;

-- What a branch has set itself beyond the county's plan; it can only add.
create table branch_duties (
    id          bigint generated always as identity primary key,
    branch_id   bigint not null references organisations,
    kind        text not null,
    per         text not null check (per in ('week', 'month', 'quarter', 'half', 'term', 'year')),
    times       smallint not null default 1 check (times between 1 and 10),
    from_on     date not null,
    until_on    date,
    told_by     bigint not null references members,
    told_at     timestamptz not null
);
create unique index branch_duties_once on branch_duties (branch_id, kind) where until_on is null;

do $$
declare t text;
begin
    foreach t in array array['pairs', 'branch_duties'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy in_scope on %I using ((select party_scope()) or branch_id = any ((select party_branches())::bigint[]))', t);
    end loop;
end $$;

-- Tables without a branch of their own follow the row they belong to, which has its own policy.
alter table exemptions enable row level security;
create policy in_scope on exemptions using ((select party_scope()) or exists (select from members m where m.id = member_id));
alter table report_versions enable row level security;
create policy in_scope on report_versions using ((select party_scope()) or exists (select from reports r where r.id = report_id));

-- The ledger: only a claim can still be settled, whatever a statement says.
create policy only_claims on entries as restrictive for update using (state = 'claimed') with check (true);

-- The branches an inspector has been assigned: those their role names, or below an organisation it names. A role at the bureau itself only
-- says that somebody is an inspector.
create function assigned_branches(a_member bigint) returns bigint[]
    language sql stable set search_path = pg_catalog, public, pg_temp as $$
    with recursive below as (
        select o.id, o.kind, o.active
        from roles r
        join organisations o on o.id = r.organisation_id
        where r.member_id = a_member and r.role = 'inspector' and o.kind <> 'bureau'
        union
        select o.id, o.kind, o.active from organisations o join below b on o.parent_id = b.id)
    select coalesce(array_agg(id order by id), '{}') from below where kind = 'branch' and active
$$;

-- As before, but an inspector sees the assigned branches instead of the county; and nothing a session could put in front of our
-- tables is looked at.
create or replace function enter(a_channel text, a_user_id text)
    returns table (member_id bigint, name text, branch_id bigint, branch text, roles text[], told_privacy boolean, in_bureau boolean)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
    perform set_config('party.scope', case when 'bureau' = any (enter.roles) then 'county' else '' end, true),
            set_config('party.branches',
                case when 'inspector' = any (enter.roles)
                    then array_to_string(enter.branch_id || assigned_branches(enter.member_id), ',')
                    else enter.branch_id::text end, true);
    return next;
end $$;
