-- What members take out of their wallets, and what they hand to each other.

-- A withdrawal to WeChat by merchant transfer. Its money is reserved in the ledger until it is paid or returned.
CREATE TABLE withdrawals (
  id                 BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  no                 VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'also out_bill_no',
  member_id          BIGINT UNSIGNED NOT NULL,
  amount_fen         BIGINT UNSIGNED NOT NULL COMMENT 'what leaves the balance',
  fee_fen            BIGINT UNSIGNED NOT NULL COMMENT 'the part of it that the member does not receive',
  state              ENUM('reviewing', 'approved', 'sent', 'waitingConfirm', 'cancelling', 'paid', 'failed', 'cancelled', 'rejected') NOT NULL,
  idempotency_key    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash       BINARY(32) NOT NULL,
  name_serial        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'whose key the name is encrypted with',
  name_ciphertext    VARCHAR(1024) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the real name for WeChat Pay alone; gone when it ends',
  transfer_bill_no   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  package_info       VARCHAR(1024) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'with it the member confirms; WeChat Pay gives it once',
  package_expires_at DATETIME(3) NULL,
  fail_reason        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'a word of WeChat Pay''s',
  reviewed_by        VARCHAR(64) NULL,
  reviewed_at        DATETIME(3) NULL,
  review_reason      VARCHAR(200) NULL,
  attempts           SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'since its state changed',
  last_sent_at       DATETIME(3) NULL COMMENT 'when WeChat Pay was asked for it last',
  next_try_at        DATETIME(3) NULL COMMENT 'when a job looks after it next; null: never',
  requested_at       DATETIME(3) NOT NULL,
  ended_at           DATETIME(3) NULL,
  open_member_id     BIGINT UNSIGNED AS (CASE WHEN state IN ('paid', 'failed', 'cancelled', 'rejected') THEN NULL ELSE member_id END) STORED
                     COMMENT 'one open withdrawal a member',
  PRIMARY KEY (id),
  UNIQUE KEY withdrawals_no (no),
  UNIQUE KEY withdrawals_idempotency (member_id, idempotency_key),
  UNIQUE KEY withdrawals_open (open_member_id),
  KEY withdrawals_of_member (member_id, id),
  KEY withdrawals_of_day (member_id, requested_at),
  KEY withdrawals_to_try (state, next_try_at),
  CONSTRAINT withdrawals_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT withdrawals_fee CHECK (fee_fen < amount_fen)
);

-- Points, love or a voucher that a member handed to another.
CREATE TABLE transfers (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  from_member_id  BIGINT UNSIGNED NOT NULL,
  to_member_id    BIGINT UNSIGNED NOT NULL,
  balance         ENUM('points', 'love', 'voucher') NOT NULL,
  amount          BIGINT UNSIGNED NOT NULL COMMENT 'hundredths',
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  at              DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY transfers_idempotency (from_member_id, idempotency_key),
  KEY transfers_of_day (from_member_id, balance, at),
  CONSTRAINT transfers_from_fk FOREIGN KEY (from_member_id) REFERENCES members (id),
  CONSTRAINT transfers_to_fk FOREIGN KEY (to_member_id) REFERENCES members (id),
  CONSTRAINT transfers_others CHECK (from_member_id <> to_member_id),
  CONSTRAINT transfers_amount CHECK (amount > 0)
);

-- Days (Asia/Shanghai) on which frozen love was released to everybody.
CREATE TABLE love_releases (
  day         DATE NOT NULL,
  finished_at DATETIME(3) NOT NULL,
  PRIMARY KEY (day)
);

-- The release walks through the accounts of one asset.
ALTER TABLE accounts ADD KEY accounts_asset (asset, id);
