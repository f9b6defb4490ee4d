-- Members: levels and what reaches them, phone numbers, terms by version, gifts, templates of subscription messages.

CREATE TABLE levels (
  id         VARCHAR(32) NOT NULL COMMENT 'what settings and members name',
  name       VARCHAR(32) NOT NULL,
  `rank`     INT UNSIGNED NOT NULL COMMENT 'the higher, the better',
  conditions JSON NULL COMMENT 'what reaches it; null: given by hand only',
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY levels_rank (`rank`)
);

-- One row. Whoever changes a level locks it and counts on: members who were judged by an older revision are judged again.
CREATE TABLE level_revision (
  id       TINYINT UNSIGNED NOT NULL,
  revision INT UNSIGNED NOT NULL,
  PRIMARY KEY (id)
);
INSERT INTO level_revision (id, revision) VALUES (1, 0);

ALTER TABLE members
  ADD COLUMN hand_level VARCHAR(32) NULL COMMENT 'given by an operator: the level is never below it' AFTER level,
  ADD KEY members_joined (joined_at, id),
  ADD KEY members_level (level, joined_at, id),
  ADD KEY members_nickname (nickname, joined_at, id);

-- Until now every level was given by hand.
INSERT INTO levels (id, name, `rank`, conditions, created_at)
SELECT level, level, ROW_NUMBER() OVER (ORDER BY level), NULL, UTC_TIMESTAMP(3)
FROM (SELECT DISTINCT level FROM members WHERE level IS NOT NULL) known;
UPDATE members SET hand_level = level WHERE level IS NOT NULL;

-- What a member's level is judged by, counted anew from the orders whenever one of them completes or is refunded.
CREATE TABLE member_figures (
  member_id        BIGINT UNSIGNED NOT NULL,
  spent_fen        BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'net paid of completed orders',
  completed_orders INT UNSIGNED NOT NULL DEFAULT 0,
  invitees         INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'those with a completed order',
  revision         INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of the levels that it was judged by',
  PRIMARY KEY (member_id),
  KEY member_figures_to_judge (revision, member_id),
  CONSTRAINT member_figures_member_fk FOREIGN KEY (member_id) REFERENCES members (id)
);

-- Orders that completed or were refunded, written in that very transaction: their buyers' figures are to be counted anew.
-- A row is taken away once that is done. Nobody waits for anybody here.
CREATE TABLE figure_tasks (
  id       BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  order_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (id)
);
INSERT INTO figure_tasks (order_id) SELECT MIN(id) FROM orders WHERE state = 'completed' GROUP BY member_id;

CREATE TABLE member_phones (
  member_id BIGINT UNSIGNED NOT NULL,
  sealed    VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'encrypted under a key that is not in the database',
  lookup    BINARY(32) NOT NULL COMMENT 'keyed hash: finds a number, and tells nothing without the key',
  bound_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (member_id),
  UNIQUE KEY member_phones_lookup (lookup),
  CONSTRAINT member_phones_member_fk FOREIGN KEY (member_id) REFERENCES members (id)
);

-- The last one is in force.
CREATE TABLE terms_versions (
  id           INT UNSIGNED NOT NULL AUTO_INCREMENT,
  title        VARCHAR(64) NOT NULL,
  body         TEXT NOT NULL,
  published_at DATETIME(3) NOT NULL,
  operator_id  BIGINT UNSIGNED NULL COMMENT 'null: the shop itself',
  PRIMARY KEY (id),
  CONSTRAINT terms_versions_operator_fk FOREIGN KEY (operator_id) REFERENCES operators (id)
);

CREATE TABLE terms_acceptances (
  member_id   BIGINT UNSIGNED NOT NULL,
  terms_id    INT UNSIGNED NOT NULL,
  accepted_at DATETIME(3) NOT NULL,
  PRIMARY KEY (member_id, terms_id),
  CONSTRAINT terms_acceptances_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT terms_acceptances_terms_fk FOREIGN KEY (terms_id) REFERENCES terms_versions (id)
);

-- What points, love or a voucher are redeemed for.
CREATE TABLE gifts (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  title           VARCHAR(120) NOT NULL,
  summary         VARCHAR(255) NOT NULL,
  picture         VARCHAR(255) NOT NULL,
  balance         ENUM('points', 'love', 'voucher') NOT NULL,
  price           BIGINT UNSIGNED NOT NULL COMMENT 'hundredths',
  stock           INT UNSIGNED NOT NULL,
  redeemed        INT UNSIGNED NOT NULL DEFAULT 0,
  max_per_member  INT UNSIGNED NULL COMMENT 'pieces; null: any number',
  on_sale         BOOLEAN NOT NULL,
  operator_id     BIGINT UNSIGNED NULL COMMENT 'who added it; null: the shop itself',
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  created_at      DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY gifts_idempotency (operator_id, idempotency_key),
  KEY gifts_listing (on_sale, id),
  CONSTRAINT gifts_price CHECK (price > 0)
);

CREATE TABLE gift_orders (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  no              VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  gift_id         BIGINT UNSIGNED NOT NULL,
  member_id       BIGINT UNSIGNED NOT NULL,
  state           ENUM('placed', 'shipped', 'completed', 'cancelled') NOT NULL,
  title           VARCHAR(120) NOT NULL COMMENT 'of the gift, as it was',
  picture         VARCHAR(255) NOT NULL,
  quantity        INT UNSIGNED NOT NULL,
  balance         ENUM('points', 'love', 'voucher') NOT NULL,
  amount          BIGINT UNSIGNED NOT NULL COMMENT 'hundredths, in all',
  address         JSON NOT NULL COMMENT 'as it was given: name, phone, region, detail',
  carrier         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  number          VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  reason          VARCHAR(200) NULL COMMENT 'why the shop cancelled it',
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  placed_at       DATETIME(3) NOT NULL,
  shipped_at      DATETIME(3) NULL,
  ended_at        DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY gift_orders_no (no),
  UNIQUE KEY gift_orders_idempotency (member_id, idempotency_key),
  KEY gift_orders_of_member (member_id, id),
  KEY gift_orders_of_gift (gift_id, member_id, state),
  KEY gift_orders_to_ship (state, id),
  KEY gift_orders_to_complete (state, shipped_at),
  CONSTRAINT gift_orders_gift_fk FOREIGN KEY (gift_id) REFERENCES gifts (id),
  CONSTRAINT gift_orders_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT gift_orders_quantity CHECK (quantity > 0)
);

-- What operators set stands above the configuration of the server.
CREATE TABLE message_templates (
  kind        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  template_id VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'WeChat''s; null: this kind goes to the inbox only',
  fields      JSON NOT NULL COMMENT 'what fills each keyword',
  PRIMARY KEY (kind)
);
