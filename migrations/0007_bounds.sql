-- What an account was credited within a month is found by its days, not by reading the branch's year.
drop index entries_of_branch;
create index entries_of_branch on entries (branch_id, year, member_id, account, on_day);

-- Lines somebody has just told by hand, for taking them back.
create index entries_told on entries (told_by, told_at) where report_id is null;
