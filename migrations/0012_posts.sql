-- What somebody of a committee sees to, beside being of it: 组织委员, 宣传委员, 纪检委员. Each is held by one person of a branch.
alter table roles
    drop constraint roles_role_check,
    add constraint roles_role_check check (role in
        ('group_leader', 'committee', 'clerk', 'dues_clerk', 'secretary', 'bureau', 'inspector', 'organising', 'publicity', 'discipline'));

-- What waits for a decision is read in its order, so that reading it stops at what is shown, however much was claimed in other years.
drop index entries_claimed;
create index entries_claimed on entries (branch_id, year, id) where state = 'claimed';
drop index reports_claimed;
create index reports_claimed on reports (branch_id, id) where state = 'claimed';
