-- The operators' back office: lists that stay fast with a million orders, notes, adjustments of balances with two persons, the daily
-- reconciliation with WeChat Pay's trade bill, and checks of the books that are kept.

-- Lists run from the newest id down; InnoDB ends every key with the id. Days are looked up by the time of placing.
ALTER TABLE orders
  ADD KEY orders_placed (placed_at),
  ADD KEY orders_listing (kind, state),
  ADD KEY orders_of_store (store_id, kind, state);

ALTER TABLE withdrawals ADD KEY withdrawals_listing (state, id);
ALTER TABLE transfers ADD KEY transfers_from (from_member_id, id);

-- The ledger explorer asks by order and by day.
ALTER TABLE journals
  ADD KEY journals_order (order_id),
  ADD KEY journals_at (at);

-- What operators write to each other about an order; no member reads it.
CREATE TABLE order_notes (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  order_id    BIGINT UNSIGNED NOT NULL,
  operator_id BIGINT UNSIGNED NOT NULL,
  text        VARCHAR(500) NOT NULL,
  at          DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY order_notes_of_order (order_id, id),
  CONSTRAINT order_notes_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT order_notes_operator_fk FOREIGN KEY (operator_id) REFERENCES operators (id)
);

-- The one way to change a balance by hand: somebody asks, somebody else approves.
CREATE TABLE adjustments (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  member_id       BIGINT UNSIGNED NOT NULL,
  balance         ENUM('cash', 'points', 'love', 'voucher') NOT NULL,
  amount          BIGINT NOT NULL COMMENT 'fen, or hundredths; below zero: it is taken',
  reason          VARCHAR(200) NOT NULL COMMENT 'the member reads it',
  state           ENUM('requested', 'approved', 'rejected') NOT NULL,
  requested_by_id BIGINT UNSIGNED NOT NULL,
  requested_at    DATETIME(3) NOT NULL,
  decided_by_id   BIGINT UNSIGNED NULL,
  decided_at      DATETIME(3) NULL,
  decision_note   VARCHAR(200) NULL,
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY adjustments_idempotency (requested_by_id, idempotency_key),
  KEY adjustments_listing (state, id),
  KEY adjustments_of_member (member_id, id),
  CONSTRAINT adjustments_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT adjustments_requester_fk FOREIGN KEY (requested_by_id) REFERENCES operators (id),
  CONSTRAINT adjustments_decider_fk FOREIGN KEY (decided_by_id) REFERENCES operators (id),
  CONSTRAINT adjustments_amount CHECK (amount <> 0),
  CONSTRAINT adjustments_decided CHECK ((state = 'requested') = (decided_by_id IS NULL)),
  CONSTRAINT adjustments_two_persons CHECK (state <> 'approved' OR decided_by_id <> requested_by_id)
);

-- One row a day (Asia/Shanghai); running it again replaces its result.
CREATE TABLE reconciliations (
  id                 BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  day                DATE NOT NULL,
  state              ENUM('wanted', 'running', 'matched', 'differs', 'failed') NOT NULL,
  bill_payments      INT UNSIGNED NOT NULL DEFAULT 0,
  bill_payments_fen  BIGINT UNSIGNED NOT NULL DEFAULT 0,
  bill_refunds       INT UNSIGNED NOT NULL DEFAULT 0,
  bill_refunds_fen   BIGINT UNSIGNED NOT NULL DEFAULT 0,
  bill_fees_fen      BIGINT NOT NULL DEFAULT 0 COMMENT 'what WeChat Pay keeps of the payments, less what it gives back with refunds',
  payments           INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'these four: what the shop has of that day',
  payments_fen       BIGINT UNSIGNED NOT NULL DEFAULT 0,
  refunds            INT UNSIGNED NOT NULL DEFAULT 0,
  refunds_fen        BIGINT UNSIGNED NOT NULL DEFAULT 0,
  differences        INT UNSIGNED NOT NULL DEFAULT 0,
  unresolved         INT UNSIGNED NOT NULL DEFAULT 0,
  runs               INT UNSIGNED NOT NULL DEFAULT 0,
  lease_until        DATETIME(3) NULL COMMENT 'a run that does not renew it has died',
  next_try_at        DATETIME(3) NULL COMMENT 'null: it is not run again by itself',
  started_at         DATETIME(3) NULL,
  finished_at        DATETIME(3) NULL,
  error              VARCHAR(500) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY reconciliations_day (day),
  KEY reconciliations_to_run (state, next_try_at)
);

CREATE TABLE reconciliation_differences (
  id                BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  reconciliation_id BIGINT UNSIGNED NOT NULL,
  kind              VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reference         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'out_trade_no of a payment, out_refund_no of a refund',
  order_no          VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  bill_fen          BIGINT UNSIGNED NULL COMMENT 'null: it is not in the bill',
  shop_fen          BIGINT UNSIGNED NULL COMMENT 'null: the shop does not know it',
  bill_state        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  shop_state        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  note              VARCHAR(500) NULL,
  resolved_by_id    BIGINT UNSIGNED NULL COMMENT 'null while resolved_at is not: it resolved by itself',
  resolved_at       DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY reconciliation_differences_once (reconciliation_id, kind, reference),
  KEY reconciliation_differences_open (resolved_at, id),
  KEY reconciliation_differences_reference (reference),
  CONSTRAINT reconciliation_differences_fk FOREIGN KEY (reconciliation_id) REFERENCES reconciliations (id),
  CONSTRAINT reconciliation_differences_operator_fk FOREIGN KEY (resolved_by_id) REFERENCES operators (id)
);

-- The bill in which a payment or a refund stood: what a day's bill lacks may stand in that of its neighbour.
ALTER TABLE payments
  ADD COLUMN billed_on DATE NULL,
  ADD KEY payments_paid (paid_at);
ALTER TABLE refunds
  ADD COLUMN billed_on DATE NULL,
  ADD KEY refunds_finished (finished_at);

-- Checks of the books: asked for by an operator or by the clock, run by a job, kept with what they found.
CREATE TABLE book_checks (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  state           ENUM('waiting', 'running', 'sound', 'unsound', 'failed') NOT NULL,
  requested_by_id BIGINT UNSIGNED NULL COMMENT 'null: the clock',
  requested_at    DATETIME(3) NOT NULL,
  started_at      DATETIME(3) NULL,
  seen_at         DATETIME(3) NULL COMMENT 'when its run told of itself last',
  finished_at     DATETIME(3) NULL,
  checks_done     INT UNSIGNED NOT NULL DEFAULT 0,
  checks_total    INT UNSIGNED NOT NULL DEFAULT 0,
  findings        JSON NOT NULL COMMENT 'what is wrong, and where; at most 100 a check',
  error           VARCHAR(500) NULL,
  PRIMARY KEY (id),
  KEY book_checks_to_run (state, id),
  CONSTRAINT book_checks_operator_fk FOREIGN KEY (requested_by_id) REFERENCES operators (id)
);

-- The console sees every job, and can want one now.
ALTER TABLE job_runs
  ADD COLUMN schedule VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN wanted_at DATETIME(3) NULL COMMENT 'somebody wants it run now',
  ADD COLUMN succeeded_at DATETIME(3) NULL;

-- Messages that could not be passed on.
ALTER TABLE outbox
  ADD COLUMN failed TINYINT AS (CASE WHEN error IS NULL THEN NULL ELSE 1 END) VIRTUAL,
  ADD KEY outbox_failed (failed, id);
