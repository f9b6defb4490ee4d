-- An order, what was fixed when it was placed, and its payment at WeChat.

CREATE TABLE orders (
  id                  BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  no                  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'also out_trade_no',
  member_id           BIGINT UNSIGNED NOT NULL,
  kind                ENUM('mall', 'store', 'cashier') NOT NULL,
  store_id            BIGINT UNSIGNED NULL,
  state               ENUM('placed', 'paid', 'shipped', 'completed', 'closed', 'refunded') NOT NULL,
  total_fen           BIGINT UNSIGNED NOT NULL,
  deducted_fen        BIGINT UNSIGNED NOT NULL DEFAULT 0,
  settings_version_id INT UNSIGNED NOT NULL COMMENT 'the version that all rules of this order follow',
  commission_ratio    DECIMAL(12,6) NOT NULL DEFAULT 0,
  recruiter_id        BIGINT UNSIGNED NULL,
  upline              JSON NULL COMMENT 'the people above the buyer, nearest first, with their levels, as they were at payment',
  idempotency_key     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash        BINARY(32) NOT NULL,
  placed_at           DATETIME(3) NOT NULL,
  expires_at          DATETIME(3) NOT NULL,
  paid_at             DATETIME(3) NULL,
  completed_at        DATETIME(3) NULL,
  closed_at           DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY orders_no (no),
  UNIQUE KEY orders_idempotency (member_id, idempotency_key),
  KEY orders_of_member (member_id, state, id),
  KEY orders_to_close (state, expires_at),
  CONSTRAINT orders_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT orders_store_fk FOREIGN KEY (store_id) REFERENCES stores (id),
  CONSTRAINT orders_settings_fk FOREIGN KEY (settings_version_id) REFERENCES settings_versions (id)
);

CREATE TABLE order_lines (
  order_id           BIGINT UNSIGNED NOT NULL,
  line_no            SMALLINT UNSIGNED NOT NULL COMMENT 'from 0',
  product_id         BIGINT UNSIGNED NULL,
  title              VARCHAR(120) NOT NULL,
  picture            VARCHAR(255) NULL,
  unit_price_fen     BIGINT UNSIGNED NOT NULL,
  quantity           INT UNSIGNED NOT NULL,
  paid_fen           BIGINT UNSIGNED NOT NULL,
  cost_fen           BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of the whole line',
  refunded_fen       BIGINT UNSIGNED NOT NULL DEFAULT 0,
  queue_key          VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'as in terms, for SQL',
  terms              JSON NOT NULL COMMENT 'what was fixed when the order was placed',
  explanation        JSON NOT NULL COMMENT 'the rules that were asked for the ratio, and why each applied or not',
  refund_settled_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'the part of refunded_fen that settlement has taken account of',
  contributed_fen    BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what stands as contributed',
  no_entry_reason    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the gate that refused, if one did',
  PRIMARY KEY (order_id, line_no),
  KEY order_lines_product (product_id),
  CONSTRAINT order_lines_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT order_lines_refunded CHECK (refunded_fen <= paid_fen),
  CONSTRAINT order_lines_refund_settled CHECK (refund_settled_fen <= refunded_fen)
);

CREATE TABLE payments (
  id                BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  order_id          BIGINT UNSIGNED NOT NULL,
  out_trade_no      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen        BIGINT UNSIGNED NOT NULL,
  state             ENUM('open', 'paid', 'closed', 'late') NOT NULL COMMENT 'late: paid after the order was closed; it is refunded',
  prepay_id         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  prepay_expires_at DATETIME(3) NULL,
  transaction_id    VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  found_by          ENUM('notification', 'query') NULL,
  paid_at           DATETIME(3) NULL,
  next_query_at     DATETIME(3) NULL COMMENT 'when WeChat is asked next, for a lost notification',
  queries           SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  created_at        DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY payments_order (order_id),
  UNIQUE KEY payments_out_trade_no (out_trade_no),
  UNIQUE KEY payments_transaction (transaction_id),
  KEY payments_to_query (state, next_query_at),
  CONSTRAINT payments_order_fk FOREIGN KEY (order_id) REFERENCES orders (id)
);

CREATE TABLE refunds (
  id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  payment_id    BIGINT UNSIGNED NOT NULL,
  out_refund_no VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen    BIGINT UNSIGNED NOT NULL,
  reason        ENUM('latePayment') NOT NULL,
  state         ENUM('wanted', 'processing', 'success', 'abnormal', 'closed') NOT NULL,
  attempts      SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  next_try_at   DATETIME(3) NULL,
  created_at    DATETIME(3) NOT NULL,
  finished_at   DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY refunds_no (out_refund_no),
  KEY refunds_to_try (state, next_try_at),
  CONSTRAINT refunds_payment_fk FOREIGN KEY (payment_id) REFERENCES payments (id)
);

-- One row for each thing that WeChat told us, however often: the id of a notification is not promised to be stable,
-- the pair (kind, reference) is.
CREATE TABLE notifications (
  kind          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reference     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  times         INT UNSIGNED NOT NULL DEFAULT 1,
  first_seen_at DATETIME(3) NOT NULL,
  last_seen_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (kind, reference)
);
