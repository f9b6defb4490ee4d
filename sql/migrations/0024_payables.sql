-- What the shop owes merchants and suppliers: payables by line, statements by day, and how they are paid out.

-- A merchant as somebody who is paid. Its row is the lock under which payables are booked, days closed and payouts made.
CREATE TABLE payees (
  merchant_id        BIGINT UNSIGNED NOT NULL,
  closed_through     DATE NULL COMMENT 'the last day (Asia/Shanghai) whose statement is closed: nothing comes to it any more',
  period             ENUM('daily', 'weekly', 'monthly') NOT NULL DEFAULT 'weekly' COMMENT 'how often a payout is proposed',
  min_fen            BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'less is not paid out yet',
  method             ENUM('bank', 'wechat', 'profitSharing') NULL COMMENT 'null: it has named no account',
  bank_name          VARCHAR(64) NULL,
  account_sealed     VARCHAR(600) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'holder and number, encrypted under a key that is not in the database',
  account_hint       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the end of the number',
  account_changed_at DATETIME(3) NULL,
  PRIMARY KEY (merchant_id),
  CONSTRAINT payees_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id),
  CONSTRAINT payees_account CHECK (COALESCE(method IN ('bank', 'wechat'), FALSE) = (account_sealed IS NOT NULL))
);

-- Orders with a merchant's lines that completed, or were refunded after that: written in that very transaction, and taken away when
-- what is owed was booked.
CREATE TABLE payable_tasks (
  id       BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  order_id BIGINT UNSIGNED NOT NULL,
  at       DATETIME(3) NOT NULL COMMENT 'when it happened in the shop',
  PRIMARY KEY (id),
  KEY payable_tasks_order (order_id)
);
INSERT INTO payable_tasks (order_id, at)
SELECT o.id, o.completed_at FROM orders o
WHERE o.completed_at IS NOT NULL AND EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.merchant_id IS NOT NULL)
ORDER BY o.completed_at, o.id;

CREATE TABLE merchant_payouts (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  no              VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  merchant_id     BIGINT UNSIGNED NOT NULL,
  state           ENUM('requested', 'approved', 'rejected', 'cancelled', 'paid') NOT NULL,
  amount_fen      BIGINT UNSIGNED NOT NULL COMMENT 'of its statements together',
  from_day        DATE NOT NULL COMMENT 'of the first statement',
  until_day       DATE NOT NULL COMMENT 'of the last one',
  days            INT UNSIGNED NOT NULL COMMENT 'how many statements',
  method          ENUM('bank', 'wechat', 'profitSharing') NOT NULL,
  bank_name       VARCHAR(64) NULL COMMENT 'this and the next two: the account as it was when the payout was asked for',
  account_sealed  VARCHAR(600) CHARACTER SET ascii COLLATE ascii_bin NULL,
  account_hint    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  requested_by_id BIGINT UNSIGNED NOT NULL,
  requested_at    DATETIME(3) NOT NULL,
  decided_by_id   BIGINT UNSIGNED NULL COMMENT 'who approved or rejected it',
  decided_at      DATETIME(3) NULL,
  ended_by_id     BIGINT UNSIGNED NULL COMMENT 'who paid it, or cancelled it after it was approved',
  ended_at        DATETIME(3) NULL,
  note            VARCHAR(200) NULL COMMENT 'why it was rejected or cancelled',
  reference       VARCHAR(64) NULL COMMENT 'the number of the transfer, by which it is found at the bank',
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY merchant_payouts_no (no),
  UNIQUE KEY merchant_payouts_idempotency (requested_by_id, idempotency_key),
  KEY merchant_payouts_listing (state, id),
  KEY merchant_payouts_of_merchant (merchant_id, id),
  CONSTRAINT merchant_payouts_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id),
  CONSTRAINT merchant_payouts_requester_fk FOREIGN KEY (requested_by_id) REFERENCES operators (id),
  CONSTRAINT merchant_payouts_decider_fk FOREIGN KEY (decided_by_id) REFERENCES operators (id),
  CONSTRAINT merchant_payouts_ender_fk FOREIGN KEY (ended_by_id) REFERENCES operators (id),
  CONSTRAINT merchant_payouts_amount CHECK (amount_fen > 0),
  CONSTRAINT merchant_payouts_decided CHECK ((state = 'requested') = (decided_by_id IS NULL)),
  CONSTRAINT merchant_payouts_two_persons CHECK (state IN ('requested', 'rejected') OR decided_by_id <> requested_by_id),
  CONSTRAINT merchant_payouts_paid CHECK ((state = 'paid') = (reference IS NOT NULL))
);

-- What a merchant's lines of one day (Asia/Shanghai) came to. Written once, when the day is closed; only its payout changes.
CREATE TABLE day_statements (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  merchant_id     BIGINT UNSIGNED NOT NULL,
  day             DATE NOT NULL,
  line_count      INT UNSIGNED NOT NULL COMMENT 'lines whose orders completed',
  sale_fen        BIGINT NOT NULL COMMENT 'of those lines',
  refunded_fen    BIGINT NOT NULL COMMENT 'of lines of any day',
  commission_fen  BIGINT NOT NULL COMMENT 'less what came back with refunds',
  freight_fen     BIGINT NOT NULL,
  payable_fen     BIGINT NOT NULL COMMENT 'sales − refunds − commission + freight; it may be below zero',
  contributed_fen BIGINT UNSIGNED NOT NULL COMMENT 'what those lines gave to the queues, as it stood when the day was closed',
  rewarded_fen    BIGINT UNSIGNED NOT NULL COMMENT 'rewards that they granted, as it stood then',
  closed_at       DATETIME(3) NOT NULL,
  payout_id       BIGINT UNSIGNED NULL COMMENT 'the one that pays it, or is to; null: open',
  PRIMARY KEY (id),
  UNIQUE KEY day_statements_day (merchant_id, day),
  KEY day_statements_of_merchant (merchant_id, id),
  KEY day_statements_by_day (day, id),
  KEY day_statements_to_pay (payout_id, merchant_id, day),
  CONSTRAINT day_statements_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id),
  CONSTRAINT day_statements_payout_fk FOREIGN KEY (payout_id) REFERENCES merchant_payouts (id),
  CONSTRAINT day_statements_sum CHECK (payable_fen = sale_fen - refunded_fen - commission_fen + freight_fen)
);

-- The same by store. A supplier has none.
CREATE TABLE day_statement_stores (
  statement_id    BIGINT UNSIGNED NOT NULL,
  store_id        BIGINT UNSIGNED NOT NULL,
  line_count      INT UNSIGNED NOT NULL,
  sale_fen        BIGINT NOT NULL,
  refunded_fen    BIGINT NOT NULL,
  commission_fen  BIGINT NOT NULL,
  freight_fen     BIGINT NOT NULL,
  payable_fen     BIGINT NOT NULL,
  contributed_fen BIGINT UNSIGNED NOT NULL,
  rewarded_fen    BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (statement_id, store_id),
  CONSTRAINT day_statement_stores_statement_fk FOREIGN KEY (statement_id) REFERENCES day_statements (id),
  CONSTRAINT day_statement_stores_store_fk FOREIGN KEY (store_id) REFERENCES stores (id)
);

-- What one line of a completed order is worth to its merchant. Amounts are never changed: what a refund takes away is a further row,
-- and the rows of a line add up to what is owed for it now. Without a key to order_lines, which settlement writes to.
CREATE TABLE payables (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  merchant_id    BIGINT UNSIGNED NOT NULL,
  order_id       BIGINT UNSIGNED NOT NULL,
  line_no        SMALLINT UNSIGNED NOT NULL,
  nth            SMALLINT UNSIGNED NOT NULL COMMENT 'of the line; 0: its order completed, more: refunds since',
  store_id       BIGINT UNSIGNED NULL COMMENT 'null: a line of the mall',
  day            DATE NOT NULL COMMENT 'of the statement that it belongs to',
  sale_fen       BIGINT NOT NULL COMMENT 'a store: net paid; a supplier: the supply price of the pieces that the buyer has',
  commission_fen BIGINT NOT NULL,
  freight_fen    BIGINT NOT NULL COMMENT 'of the order, with its first line',
  amount_fen     BIGINT NOT NULL COMMENT 'payable',
  at             DATETIME(3) NOT NULL COMMENT 'when it happened in the shop',
  statement_id   BIGINT UNSIGNED NULL COMMENT 'null: its day is not closed',
  PRIMARY KEY (id),
  UNIQUE KEY payables_once (order_id, line_no, nth),
  KEY payables_to_close (statement_id, day, merchant_id),
  KEY payables_open (merchant_id, statement_id, day),
  KEY payables_of_statement (statement_id, id),
  CONSTRAINT payables_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id),
  CONSTRAINT payables_statement_fk FOREIGN KEY (statement_id) REFERENCES day_statements (id),
  CONSTRAINT payables_sum CHECK (amount_fen = sale_fen - commission_fen + freight_fen)
);
