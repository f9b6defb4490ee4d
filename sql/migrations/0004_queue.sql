-- The line. The row of a queue is the lock under which everything in it happens.

CREATE TABLE queues (
  id            INT UNSIGNED NOT NULL AUTO_INCREMENT,
  queue_key     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pool_fen      BIGINT UNSIGNED NOT NULL DEFAULT 0,
  debt_fen      BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what the queue owes the platform',
  paused        BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'this queue is paused',
  all_paused    BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'everything is paused, as far as this queue was told',
  next_position BIGINT UNSIGNED NOT NULL DEFAULT 1,
  waiting_count BIGINT UNSIGNED NOT NULL DEFAULT 0,
  waiting_fen   BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what remains to all waiting entries',
  completed_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what remains to the waiting entries of completed orders',
  lease_owner   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the worker that has it in hand; only keeps others from waiting',
  lease_until   DATETIME(3) NULL,
  retry_at      DATETIME(3) NULL COMMENT 'a task could not be settled: the queue stands still until then',
  created_at    DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY queues_key (queue_key),
  CONSTRAINT queues_pool_or_debt CHECK (pool_fen = 0 OR debt_fen = 0)
);

CREATE TABLE settlement_tasks (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  queue_key  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  cause      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'with the kind, what makes the task unique in its queue',
  order_id   BIGINT UNSIGNED NULL,
  payload    JSON NULL,
  at         DATETIME(3) NOT NULL COMMENT 'when it happened in the shop',
  settled_at DATETIME(3) NULL,
  attempts   SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  error      VARCHAR(500) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY settlement_tasks_once (queue_key, kind, cause),
  KEY settlement_tasks_open (settled_at, queue_key, id),
  KEY settlement_tasks_order (order_id)
);

-- Stored in the order of the line: whoever reads a stretch of it reads neighbours.
CREATE TABLE entries (
  queue_id        INT UNSIGNED NOT NULL,
  position        BIGINT UNSIGNED NOT NULL COMMENT 'in order of joining, without a gap, for ever',
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  member_id       BIGINT UNSIGNED NOT NULL,
  order_id        BIGINT UNSIGNED NOT NULL,
  line_no         SMALLINT UNSIGNED NOT NULL,
  product_id      BIGINT UNSIGNED NULL,
  store_id        BIGINT UNSIGNED NULL,
  order_kind      ENUM('mall', 'store', 'cashier') NOT NULL,
  ratio           DECIMAL(12,6) NOT NULL,
  source          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the rule that chose the ratio',
  entitled_fen    BIGINT UNSIGNED NOT NULL,
  rewarded_fen    BIGINT UNSIGNED NOT NULL DEFAULT 0,
  state           ENUM('waiting', 'done', 'exchanged', 'converted', 'cleared', 'cancelled') NOT NULL,
  completed       BOOLEAN NOT NULL COMMENT 'its order is completed',
  drawn           BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'its draw is used',
  brought_balance ENUM('points', 'love', 'loveFrozen', 'voucher') NULL COMMENT 'what it was exchanged or converted into',
  brought_ratio   DECIMAL(12,6) NULL COMMENT 'the ratio of that day',
  brought_amount  BIGINT UNSIGNED NULL,
  joined_at       DATETIME(3) NOT NULL,
  ended_at        DATETIME(3) NULL,
  PRIMARY KEY (queue_id, position),
  UNIQUE KEY entries_id (id),
  UNIQUE KEY entries_line (order_id, line_no),
  KEY entries_waiting (queue_id, state, completed, position),
  KEY entries_of_member (member_id, state, id),
  CONSTRAINT entries_queue_fk FOREIGN KEY (queue_id) REFERENCES queues (id),
  CONSTRAINT entries_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT entries_line_fk FOREIGN KEY (order_id, line_no) REFERENCES order_lines (order_id, line_no),
  CONSTRAINT entries_rewarded CHECK (rewarded_fen <= entitled_fen)
);

-- People and amount waiting in each block of 1,024 positions (level 0) and of 1,024 blocks (level 1): the place of an
-- entry is read without counting the line.
CREATE TABLE queue_blocks (
  queue_id      INT UNSIGNED NOT NULL,
  level         TINYINT UNSIGNED NOT NULL,
  block         BIGINT UNSIGNED NOT NULL,
  waiting_count BIGINT UNSIGNED NOT NULL DEFAULT 0,
  waiting_fen   BIGINT UNSIGNED NOT NULL DEFAULT 0,
  PRIMARY KEY (queue_id, level, block)
);

-- What came in and went out on each day (Asia/Shanghai).
CREATE TABLE queue_days (
  queue_id     INT UNSIGNED NOT NULL,
  day          DATE NOT NULL,
  inflow_fen   BIGINT NOT NULL DEFAULT 0,
  paid_fen     BIGINT NOT NULL DEFAULT 0,
  joined_count INT UNSIGNED NOT NULL DEFAULT 0,
  PRIMARY KEY (queue_id, day)
);

CREATE TABLE payouts (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  entry_id       BIGINT UNSIGNED NOT NULL,
  kind           VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  cause_order_id BIGINT UNSIGNED NULL COMMENT 'the order that paid it',
  cause_line_no  SMALLINT UNSIGNED NULL,
  amount_fen     BIGINT NOT NULL COMMENT 'below zero: taken back after a refund',
  at             DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY payouts_entry (entry_id, id),
  CONSTRAINT payouts_entry_fk FOREIGN KEY (entry_id) REFERENCES entries (id)
);

CREATE TABLE rewards (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  kind        ENUM('direct', 'indirect', 'team', 'recruitment') NOT NULL,
  order_id    BIGINT UNSIGNED NOT NULL,
  line_no     SMALLINT UNSIGNED NOT NULL,
  member_id   BIGINT UNSIGNED NOT NULL,
  ratio       DECIMAL(12,6) NOT NULL COMMENT 'of net paid, or of the commission',
  amount_fen  BIGINT UNSIGNED NOT NULL,
  state       ENUM('frozen', 'released', 'cancelled') NOT NULL,
  granted_at  DATETIME(3) NOT NULL,
  releases_at DATETIME(3) NULL COMMENT 'known once the order is completed',
  PRIMARY KEY (id),
  UNIQUE KEY rewards_once (order_id, line_no, kind, member_id),
  KEY rewards_to_release (state, releases_at),
  KEY rewards_of_member (member_id, id)
);

-- Of each group of places in a row, those that turn into points, drawn before the group starts.
CREATE TABLE random_return_groups (
  queue_id      INT UNSIGNED NOT NULL,
  owner         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'whose rule it is: platform, store:<id> or cashier:<id>',
  cash_slots    INT UNSIGNED NOT NULL,
  points_slots  INT UNSIGNED NOT NULL,
  points_places JSON NOT NULL,
  taken         INT UNSIGNED NOT NULL,
  PRIMARY KEY (queue_id, owner)
);
