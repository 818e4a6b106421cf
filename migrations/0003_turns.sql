-- A report reads a few rows of each kind it asks about, by reports_once; those that name their period are few and have an index of their own.
drop index reports_by_kind;
create index reports_naming on reports (branch_id, held_on) where counts_for is not null and state = 'kept' and member_id is null;

-- Read and written whole with every message, never looked into by a query: parsing them there would be paid for each time.
alter table inbox alter column replies drop default;
alter table inbox alter column replies type text using replies::text;
alter table inbox alter column replies set default '[]';
alter table dialogue_states alter column state type text using state::text;
