-- Double entry. Journals and postings are written once: the database itself refuses to change or remove them.
-- The balance beside an account can be rebuilt from its postings (sql/checks).

CREATE TABLE accounts (
  id      BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  code    VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'for ever: promotion, member:7:cash, queue:mall:pool',
  asset   ENUM('money', 'points', 'love', 'voucher') NOT NULL,
  balance BIGINT NOT NULL DEFAULT 0 COMMENT 'credit positive; fen, or hundredths',
  PRIMARY KEY (id),
  UNIQUE KEY accounts_code (code)
);

CREATE TABLE journals (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  journal_key VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'event and cause: booked once or never',
  event       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'names the template',
  order_id    BIGINT UNSIGNED NULL,
  queue_id    INT UNSIGNED NULL,
  at          DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY journals_key (journal_key)
);

CREATE TABLE postings (
  journal_id BIGINT UNSIGNED NOT NULL,
  seq        INT UNSIGNED NOT NULL,
  account_id BIGINT UNSIGNED NOT NULL,
  amount     BIGINT NOT NULL COMMENT 'credit positive; the postings of a journal add up to 0 for each asset',
  entry_id   BIGINT UNSIGNED NULL COMMENT 'the entry that was paid, for the member''s bill',
  PRIMARY KEY (journal_id, seq),
  KEY postings_account (account_id, journal_id, seq),
  CONSTRAINT postings_journal_fk FOREIGN KEY (journal_id) REFERENCES journals (id),
  CONSTRAINT postings_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT postings_amount CHECK (amount <> 0)
);

CREATE TRIGGER journals_refuse_update BEFORE UPDATE ON journals
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'journals are append-only';

CREATE TRIGGER journals_refuse_delete BEFORE DELETE ON journals
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'journals are append-only';

CREATE TRIGGER postings_refuse_update BEFORE UPDATE ON postings
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'postings are append-only';

CREATE TRIGGER postings_refuse_delete BEFORE DELETE ON postings
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'postings are append-only';
