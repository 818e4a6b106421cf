-- What a message made, so that an edit or a deletion of the message finds it: the record and short hashes of the facts as understood, never text.
alter table inbox add column made jsonb;
-- The message whose question this one answered, as "conversation|id".
alter table inbox add column origin text;
create index inbox_by_origin on inbox (channel, account, origin) where origin is not null;

-- A file that proves something is kept as long as that; what a group's small talk showed goes with the small talk.
alter table files add column kept boolean not null default false;
alter table files add column small_talk boolean not null default false;

-- Photos of a report. The same picture proves it once.
create table evidence (
    report_id   bigint not null,
    hash        bytea not null references attachments,
    file_id     text not null references files on delete cascade,
    branch_id   bigint not null references organisations,
    told_by     bigint not null references members,
    told_at     timestamptz not null,
    primary key (report_id, hash)
);
create index evidence_of_file on evidence (file_id);
alter table evidence enable row level security;
create policy in_scope on evidence using ((select party_scope()) or branch_id = any ((select party_branches())::bigint[]));

-- A reaction names the message it belongs to.
create index deliveries_by_wire on deliveries (conversation_id, wire_id) where wire_id is not null and broadcast_id is not null;
