-- Pictures that were uploaded, and work that takes longer than a request may: exports and imports.

-- A picture is kept once, however many people upload it; each of them is its owner.
CREATE TABLE uploads (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  name       VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the file: a hash of what is in it',
  owner_kind ENUM('member', 'staff', 'operator') NOT NULL,
  owner_id   BIGINT UNSIGNED NOT NULL,
  bytes      INT UNSIGNED NOT NULL,
  width      SMALLINT UNSIGNED NOT NULL,
  height     SMALLINT UNSIGNED NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uploads_once (owner_kind, owner_id, name),
  KEY uploads_of_day (owner_kind, owner_id, created_at)
);

CREATE TABLE long_jobs (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  kind            VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  params          JSON NOT NULL,
  operator_id     BIGINT UNSIGNED NULL COMMENT 'who asked for it',
  merchant_id     BIGINT UNSIGNED NULL COMMENT 'whose desk asked for it',
  state           ENUM('waiting', 'running', 'done', 'failed', 'cancelled') NOT NULL,
  done_count      INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'rows',
  total_count     INT UNSIGNED NULL COMMENT 'null: not known yet',
  result          JSON NULL COMMENT 'what it found',
  file_name       VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what it made; null: nothing, or not any more',
  file_bytes      BIGINT UNSIGNED NULL,
  error           VARCHAR(500) NULL,
  attempts        SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  lease_owner     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  lease_until     DATETIME(3) NULL COMMENT 'a run that does not renew it has died',
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  requested_at    DATETIME(3) NOT NULL,
  started_at      DATETIME(3) NULL,
  finished_at     DATETIME(3) NULL,
  expires_at      DATETIME(3) NULL COMMENT 'when its file is removed',
  PRIMARY KEY (id),
  UNIQUE KEY long_jobs_of_operator_once (operator_id, idempotency_key),
  UNIQUE KEY long_jobs_of_merchant_once (merchant_id, idempotency_key),
  KEY long_jobs_of_operator (operator_id, id),
  KEY long_jobs_of_merchant (merchant_id, id),
  KEY long_jobs_to_run (state, id),
  KEY long_jobs_to_clear (expires_at),
  CONSTRAINT long_jobs_operator_fk FOREIGN KEY (operator_id) REFERENCES operators (id),
  CONSTRAINT long_jobs_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id),
  CONSTRAINT long_jobs_owner CHECK ((operator_id IS NULL) <> (merchant_id IS NULL))
);

-- The report of days asks for what ended on a day.
ALTER TABLE withdrawals ADD KEY withdrawals_ended (ended_at);
