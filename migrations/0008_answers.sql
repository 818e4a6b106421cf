-- An answer, a reaction and a receipt name the message they belong to, be it a notice or a reply.
drop index deliveries_by_wire;
create index deliveries_by_wire on deliveries (conversation_id, wire_id) where wire_id is not null;

-- Lines told together are taken back by their ids.
drop index entries_told;
