-- One county, one database. Times are timestamptz, days are date in the county's zone.
-- Big tables carry their day or year in the key, so that they can be partitioned by year without rewriting.

create table organisations (
    id          bigint generated always as identity primary key,
    parent_id   bigint references organisations,
    kind        text not null check (kind in ('bureau', 'committee', 'branch', 'group')),
    name        text not null,                       -- without 党支部/支部
    short_forms text[] not null default '{}',
    active      boolean not null default true,
    unique (parent_id, name)
);

create table members (
    id          bigint generated always as identity primary key,
    branch_id   bigint not null references organisations,
    group_id    bigint references organisations,
    name        text not null,
    standing    text not null default 'full' check (standing in ('full', 'probationary', 'applicant', 'guest')),
    joined_on   date,                                -- 政治生日
    active      boolean not null default true
);
create index members_of_branch on members (branch_id) where active;
create index members_named on members (name) where active;

-- Old, frail or ill members are not held to attendance; set by the secretary, seen by nobody else.
create table exemptions (
    member_id   bigint not null references members,
    from_on     date not null,
    until_on    date,
    set_by      bigint references members,
    primary key (member_id, from_on)
);

create table roles (
    member_id       bigint not null references members,
    role            text not null check (role in ('group_leader', 'committee', 'clerk', 'dues_clerk', 'secretary', 'bureau', 'inspector')),
    organisation_id bigint not null references organisations,
    primary key (member_id, role, organisation_id)
);
create index roles_in_organisation on roles (organisation_id, role);

create table bindings (
    channel         text not null,
    user_id         text not null,
    member_id       bigint not null references members,
    bound_at        timestamptz not null,
    told_privacy_at timestamptz,
    primary key (channel, user_id)
);
create index bindings_of_member on bindings (member_id);

create table invitations (
    code_hash       bytea primary key,
    member_id       bigint references members,
    organisation_id bigint references organisations, -- a code that binds a group chat
    role            text,
    expires_at      timestamptz not null,
    used_at         timestamptz,
    used_by         text
);

-- Wrong codes are counted per person, so that nobody can try them all.
create table invitation_tries (
    channel     text not null,
    user_id     text not null,
    tries       integer not null,
    since       timestamptz not null,
    primary key (channel, user_id)
);

create table conversations (
    id          bigint generated always as identity primary key,
    channel     text not null,
    account     text not null,                       -- the bot's own account there
    key         text not null,                       -- the channel's id of the conversation
    kind        text not null check (kind in ('private', 'group')),
    title       text,
    branch_id   bigint references organisations,     -- a group chat bound to a branch
    member_id   bigint references members,           -- whose private chat
    user_id     text,                                -- the same person's id in the channel
    reference   jsonb not null default '{}',         -- service url, tenant: what a message there needs
    settings    jsonb not null default '{}',
    last_line   bigint not null default 0,
    last_said_at timestamptz not null default '-infinity',
    welcomed_at timestamptz,
    gone_at     timestamptz,
    gone_reason text,
    created_at  timestamptz not null,
    unique (channel, account, key)
);
create index conversations_of_branch on conversations (branch_id) where gone_at is null;
create index conversations_of_member on conversations (member_id) where gone_at is null;
create index conversations_of_user on conversations (channel, account, user_id) where user_id is not null;

-- People in a Direct Line group: there we are the channel and know them.
create table participants (
    conversation_id bigint not null references conversations,
    user_id         text not null,
    name            text not null,
    primary key (conversation_id, user_id)
);

-- Every message once: the channel's key and a hash, never the text. Kept 7 days, with the replies as they were given.
create table inbox (
    channel      text not null,
    account      text not null,
    conversation text not null,
    activity_id  text not null,
    text_hash    bytea not null,
    replies      jsonb not null default '[]',
    received_at  timestamptz not null,
    primary key (channel, account, conversation, activity_id)
);
create index inbox_by_age on inbox (received_at);

create table dialogue_states (
    conversation_id bigint not null references conversations,
    person          text not null,
    state           jsonb not null,
    updated_at      timestamptz not null,
    primary key (conversation_id, person)
);

create table transcript (
    conversation_id bigint not null references conversations,
    line            bigint not null,
    activity_id     text not null,
    activity        jsonb not null,
    small_talk      boolean not null default false,
    said_at         timestamptz not null,
    primary key (conversation_id, line)
);
create index transcript_by_age on transcript (said_at);

create table attachments (
    hash         bytea primary key,
    content_type text not null,
    bytes        bytea not null,
    stored_at    timestamptz not null
);

-- An uploaded file under its unguessable id; the bytes are kept once.
create table files (
    id           text primary key,
    name         text not null,
    hash         bytea not null references attachments,
    stored_at    timestamptz not null
);

create table reports (
    id           bigint generated always as identity,
    held_on      date not null,
    branch_id    bigint not null references organisations,
    member_id    bigint references members,          -- null: the branch itself reports
    kind         text not null,
    nth          smallint not null default 1,        -- a second meeting of the same kind on one day
    counts_for   text,                               -- the period it settles where that is not its day's: 10月主题党日 held in November
    starts_at    time,
    ends_at      time,
    minutes      integer check (minutes >= 0),
    place        text,
    topic        text,
    due          integer check (due >= 0),
    attendees    integer check (attendees >= 0),
    absent       integer check (absent >= 0),
    hours        numeric(6, 2) check (hours >= 0),
    amount       numeric(10, 2),
    item         text,                               -- which of several things a kind distinguishes
    fields       jsonb not null default '{}',
    state        text not null default 'kept' check (state in ('claimed', 'kept', 'refused', 'withdrawn')),
    told_by      bigint not null references members,
    told_at      timestamptz not null,
    approved_by  bigint references members,
    approved_at  timestamptz,
    version      integer not null default 1,
    primary key (id, held_on)
);
create unique index reports_once on reports (branch_id, kind, held_on, coalesce(member_id, 0), coalesce(item, ''), nth)
    where state in ('claimed', 'kept');
create index reports_of_member on reports (member_id, held_on) where member_id is not null;
create index reports_of_branch on reports (branch_id, held_on) where state = 'kept' and member_id is null;
create index reports_claimed on reports (branch_id) where state = 'claimed';
create index reports_by_kind on reports (kind, held_on) where state = 'kept' and member_id is null;

-- What a report said before each correction: who, when, before.
create table report_versions (
    report_id   bigint not null,
    held_on     date not null,
    version     integer not null,
    before      jsonb not null,
    changed_by  bigint not null references members,
    changed_at  timestamptz not null,
    primary key (report_id, version)
);

create table plans (
    id          bigint generated always as identity primary key,
    branch_id   bigint not null references organisations,
    kind        text not null,
    held_on     date not null,
    starts_at   time,
    ends_at     time,
    minutes     integer,
    place       text,
    topic       text,
    state       text not null default 'open' check (state in ('open', 'done', 'cancelled')),
    told_by     bigint not null references members,
    told_at     timestamptz not null
);
create index plans_of_branch on plans (branch_id, held_on);

-- Who was there, on leave or absent: one row a person, kind and day.
create table attendance (
    branch_id   bigint not null references organisations,
    held_on     date not null,
    kind        text not null,
    member_id   bigint not null references members,
    state       text not null check (state in ('present', 'leave_asked', 'leave', 'absent', 'late')),
    reason      text,                                -- private: never repeated in a group
    told_by     bigint references members,
    told_at     timestamptz not null,
    primary key (branch_id, held_on, kind, member_id)
);

-- The points ledger: a line is never changed, only reversed. member_id 0 is the branch's own ledger.
create table entries (
    id           bigint generated always as identity,
    year         smallint not null,
    branch_id    bigint not null references organisations,
    member_id    bigint not null default 0,
    rule         text not null,
    rule_version integer not null,
    account      text not null,                      -- the cap it counts under, with its sign
    on_day       date not null,
    asked        numeric(8, 2) not null,             -- before caps
    points       numeric(8, 2) not null,             -- as credited
    reason       text,
    report_id    bigint,
    reverses     bigint,
    state        text not null default 'kept' check (state in ('claimed', 'kept', 'refused')),
    told_by      bigint not null references members,
    told_at      timestamptz not null,
    approved_by  bigint references members,
    approved_at  timestamptz,
    primary key (id, year)
);
create index entries_of_member on entries (member_id, year, on_day) where member_id <> 0;
create index entries_of_branch on entries (branch_id, year, on_day);
create index entries_of_report on entries (report_id) where report_id is not null;
create index entries_claimed on entries (branch_id) where state = 'claimed';
create unique index entries_reversed_once on entries (reverses, year) where reverses is not null;

-- Running sums, kept in the same transaction as the entries.
create table totals (
    branch_id   bigint not null references organisations,
    member_id   bigint not null default 0,
    year        smallint not null,
    account     text not null,
    points      numeric(10, 2) not null default 0,
    primary key (branch_id, year, member_id, account)
);
create index totals_of_member on totals (member_id, year) where member_id <> 0;

create table broadcasts (
    id            bigint generated always as identity primary key,
    reminder      text,                              -- key of the rule that fired
    scheduled_for timestamptz,
    author_id     bigint references members,
    branch_id     bigint references organisations,   -- the author's scope; null: the bureau's
    targets       jsonb not null default '{}',
    content       text not null,
    urgent        boolean not null default false,
    state         text not null check (state in ('draft', 'review', 'scheduled', 'sending', 'done', 'cancelled')),
    send_at       timestamptz,
    expires_at    timestamptz,
    created_at    timestamptz not null,
    unique (reminder, scheduled_for)
);
create index broadcasts_due on broadcasts (send_at) where state in ('scheduled', 'sending');

create table reviews (
    broadcast_id bigint not null references broadcasts,
    step         text not null,
    member_id    bigint not null references members,
    said_at      timestamptz not null,
    primary key (broadcast_id, step)
);

-- One message to one conversation, in exactly one state.
create table deliveries (
    id              bigint generated always as identity primary key,
    broadcast_id    bigint references broadcasts,
    conversation_id bigint not null references conversations,
    lane            text not null check (lane in ('reply', 'notice')),
    activity        jsonb not null,
    state           text not null check (state in ('queued', 'sending', 'sent', 'failed', 'gone', 'unknown', 'cancelled')),
    due_at          timestamptz not null,
    expires_at      timestamptz not null,
    lease_by        text,
    lease_until     timestamptz,
    tries           integer not null default 0,
    wire_id         text,
    reason          text,
    created_at      timestamptz not null,
    done_at         timestamptz
);
create unique index deliveries_once on deliveries (broadcast_id, conversation_id) where broadcast_id is not null;
create index deliveries_due on deliveries (lane, due_at, id) where state = 'queued';
create index deliveries_leased on deliveries (lease_until) where state = 'sending';
create index deliveries_in_order on deliveries (conversation_id, id) where state in ('queued', 'sending');

create table receipts (
    broadcast_id    bigint not null references broadcasts,
    conversation_id bigint not null references conversations,
    person          text not null,
    member_id       bigint references members,
    received_at     timestamptz not null,
    primary key (broadcast_id, conversation_id, person)
);

-- Tokens left per channel and scope, shared by all processes.
create table rates (
    channel     text not null,
    scope       text not null,
    tokens      double precision not null,
    as_of       timestamptz not null,
    primary key (channel, scope)
);

create table suggestions (
    id          bigint generated always as identity primary key,
    branch_id   bigint not null references organisations,
    member_id   bigint not null references members,
    content     text not null,
    told_at     timestamptz not null,
    withdrawn   boolean not null default false
);
create index suggestions_of_branch on suggestions (branch_id, told_at);

create table findings (
    id          bigint generated always as identity primary key,
    branch_id   bigint not null references organisations,
    content     text not null,
    praise      boolean not null default false,
    due_on      date,
    reply       text,
    state       text not null default 'open' check (state in ('open', 'answered', 'closed')),
    told_by     bigint not null references members,
    told_at     timestamptz not null,
    closed_at   timestamptz
);
create index findings_open on findings (branch_id) where state <> 'closed';

create table settings (
    key         text primary key,
    value       jsonb not null,
    changed_by  bigint references members,
    changed_at  timestamptz not null
);

-- Each look at another person's detail, each change of rights or settings.
create table audit (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    member_id   bigint,
    action      text not null,
    subject     text,
    branch_id   bigint,
    ground      text
);
create index audit_by_subject on audit (subject, at);
