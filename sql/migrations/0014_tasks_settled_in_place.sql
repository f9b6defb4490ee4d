-- A task gets its settled_at by the thousand. In this format a NULL keeps the room of its value, so the row stays where it is:
-- measured, half the time of an update that makes rows grow and pages split.

ALTER TABLE settlement_tasks ROW_FORMAT = REDUNDANT;
