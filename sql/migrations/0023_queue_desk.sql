-- The queue features live: draws that anybody can check, exchanges that members ask for, resets and wind-downs that are announced
-- beforehand, and dividends.

-- One seed a day (Asia/Shanghai). Its hash is published before, the seed itself after.
CREATE TABLE draw_seeds (
  day          DATE NOT NULL,
  commitment   BINARY(32) NOT NULL COMMENT 'SHA-256 of the seed',
  seed_sealed  VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'encrypted under a key that is not in the database',
  published_at DATETIME(3) NOT NULL,
  seed         BINARY(32) NULL COMMENT 'null: not revealed yet',
  revealed_at  DATETIME(3) NULL,
  PRIMARY KEY (day)
);

-- An entry is drawn for once: its row is the lot.
CREATE TABLE draws (
  entry_id   BIGINT UNSIGNED NOT NULL,
  member_id  BIGINT UNSIGNED NOT NULL,
  seed_day   DATE NOT NULL,
  nonce      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the member''s own part of the lot',
  outcome    DECIMAL(12,6) NOT NULL COMMENT 'what was drawn; a brake of the order lowers what the entry gets',
  state      ENUM('pending', 'applied', 'refused') NOT NULL COMMENT 'settlement has the last word',
  refusal    VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NULL,
  asked_at   DATETIME(3) NOT NULL,
  settled_at DATETIME(3) NULL,
  PRIMARY KEY (entry_id),
  KEY draws_of_member (member_id, entry_id),
  CONSTRAINT draws_seed_fk FOREIGN KEY (seed_day) REFERENCES draw_seeds (day)
);

-- What a member asked to give an entry up for; one at a time.
CREATE TABLE exchanges (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  entry_id        BIGINT UNSIGNED NOT NULL,
  member_id       BIGINT UNSIGNED NOT NULL,
  asset           ENUM('points', 'love', 'voucher') NOT NULL,
  ratio           DECIMAL(12,6) NOT NULL,
  state           ENUM('pending', 'applied', 'refused') NOT NULL,
  refusal         VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NULL,
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  asked_at        DATETIME(3) NOT NULL,
  settled_at      DATETIME(3) NULL,
  pending         TINYINT AS (CASE WHEN state = 'pending' THEN 1 ELSE NULL END) VIRTUAL,
  PRIMARY KEY (id),
  UNIQUE KEY exchanges_idempotency (member_id, idempotency_key),
  UNIQUE KEY exchanges_one_at_a_time (entry_id, pending),
  KEY exchanges_of_entry (entry_id, id)
);

-- What is going to happen to a queue, or to all, at a time of which those who wait are told beforehand.
CREATE TABLE queue_plans (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  kind            ENUM('reset', 'windDown') NOT NULL,
  queue_key       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null: every queue',
  mode            ENUM('line', 'proRata') NULL COMMENT 'of a wind-down: how the pool is paid',
  occurs_at       DATETIME(3) NOT NULL,
  scheduled_for   DATETIME(3) NULL COMMENT 'a reset of the schedule in the settings: its time, once; null: an operator''s',
  operator_id     BIGINT UNSIGNED NULL,
  announced_at    DATETIME(3) NOT NULL,
  done_at         DATETIME(3) NULL,
  cancelled_at    DATETIME(3) NULL,
  cancelled_by_id BIGINT UNSIGNED NULL COMMENT 'null while cancelled_at is not: the schedule was changed',
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  request_hash    BINARY(32) NULL,
  open            TINYINT AS (CASE WHEN done_at IS NULL AND cancelled_at IS NULL THEN 1 ELSE NULL END) VIRTUAL,
  PRIMARY KEY (id),
  UNIQUE KEY queue_plans_schedule (scheduled_for),
  UNIQUE KEY queue_plans_idempotency (operator_id, idempotency_key),
  UNIQUE KEY queue_plans_one_at_a_time (queue_key, kind, open),
  KEY queue_plans_due (open, occurs_at),
  CONSTRAINT queue_plans_operator_fk FOREIGN KEY (operator_id) REFERENCES operators (id),
  CONSTRAINT queue_plans_mode CHECK ((kind = 'windDown') = (mode IS NOT NULL))
);

CREATE TABLE dividends (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  name            VARCHAR(64) NOT NULL COMMENT 'of the period; paid once',
  amount_fen      BIGINT UNSIGNED NOT NULL,
  rest_before_fen BIGINT UNSIGNED NOT NULL COMMENT 'what was left of the time before',
  paid_fen        BIGINT UNSIGNED NOT NULL,
  members         INT UNSIGNED NOT NULL,
  operator_id     BIGINT UNSIGNED NOT NULL COMMENT 'who confirmed it',
  paid_at         DATETIME(3) NOT NULL,
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY dividends_name (name),
  UNIQUE KEY dividends_idempotency (operator_id, idempotency_key),
  CONSTRAINT dividends_operator_fk FOREIGN KEY (operator_id) REFERENCES operators (id)
);

-- The flow of all queues by day.
ALTER TABLE queue_days ADD KEY queue_days_day (day, queue_id);
