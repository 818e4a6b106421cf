-- Nothing is ever looked for by what these columns hold, so samples of them are of no use; in a busy month taking them cost the server a twentieth of its time.
alter table inbox
    alter column text_hash set statistics 0, alter column replies set statistics 0, alter column made set statistics 0,
    -- Always looked for by all of its key: a small sample says as much as a large one.
    alter column channel set statistics 10, alter column account set statistics 10, alter column conversation set statistics 10,
    alter column activity_id set statistics 10, alter column origin set statistics 10, alter column received_at set statistics 10;
alter table dialogue_states alter column state set statistics 0;
alter table transcript alter column activity set statistics 0;
alter table deliveries alter column activity set statistics 0, alter column wire_id set statistics 0, alter column reason set statistics 0;
alter table reports
    alter column starts_at set statistics 0, alter column ends_at set statistics 0, alter column minutes set statistics 0, alter column place set statistics 0,
    alter column topic set statistics 0, alter column due set statistics 0, alter column attendees set statistics 0, alter column absent set statistics 0,
    alter column hours set statistics 0, alter column amount set statistics 0, alter column fields set statistics 0;
alter table entries alter column asked set statistics 0, alter column points set statistics 0, alter column reason set statistics 0;
