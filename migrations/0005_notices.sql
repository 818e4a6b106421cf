-- A notice's reviews, what follows it after it was sent, messages that change messages, and saved lists.

alter table broadcasts
    add column review   jsonb not null default '[]',          -- the words that have to be given on it, in order
    add column edition  integer not null default 1,           -- moves with each edit; a review counts for the edition it was given on
    add column follows  bigint references broadcasts,         -- the notice that this one recalls or corrects
    add column change   text check (change in ('recall', 'correct')),
    add column told_by  bigint;                               -- the message that tells its author how far it has got
create index broadcasts_following on broadcasts (follows) where follows is not null;
create unique index broadcasts_recalled_once on broadcasts (follows) where change = 'recall' and state <> 'cancelled';

alter table reviews
    add column edition integer not null default 1,
    drop constraint reviews_pkey,
    add primary key (broadcast_id, edition, step);

-- A message that changes an earlier one: where the channel cannot, activity is said instead.
alter table deliveries
    add column act     text not null default 'send' check (act in ('send', 'update', 'delete')),
    add column changes bigint references deliveries on delete set null,
    add column changed jsonb;                                 -- what the earlier one is to say
create index deliveries_changing on deliveries (changes) where changes is not null;

-- Finds the notice that somebody answers or reacts to.
create index deliveries_of_notices on deliveries (conversation_id, id) where broadcast_id is not null;

create table lists (
    id          bigint generated always as identity primary key,
    branch_id   bigint references organisations,              -- whose it is; null: the bureau's
    name        text not null,
    branches    bigint[] not null default '{}',
    members     bigint[] not null default '{}',
    saved_by    bigint not null references members,
    saved_at    timestamptz not null
);
create unique index lists_named on lists (coalesce(branch_id, 0), name);
