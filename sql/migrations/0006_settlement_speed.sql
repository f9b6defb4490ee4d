-- The rows that settlement writes by the thousand, without a look-up of their owners for each: it has just read those under the
-- lock of the queue, or inserted them in the same transaction. sql/checks/rows-have-owners.sql finds a row without its owner.
-- See docs/adr/0005-settlement-speed.md.

ALTER TABLE entries
  DROP FOREIGN KEY entries_queue_fk,
  DROP FOREIGN KEY entries_member_fk,
  DROP FOREIGN KEY entries_line_fk;

ALTER TABLE payouts DROP FOREIGN KEY payouts_entry_fk;

ALTER TABLE postings
  DROP FOREIGN KEY postings_journal_fk,
  DROP FOREIGN KEY postings_account_fk;
