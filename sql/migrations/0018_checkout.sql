-- What an order goes through before it is placed: where it goes, what that costs, what is taken off its price, and the cart.

CREATE TABLE addresses (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  member_id       BIGINT UNSIGNED NOT NULL,
  name            VARCHAR(32) NOT NULL,
  phone           VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_code     CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'GB/T 2260, of the district',
  province        VARCHAR(32) NOT NULL,
  city            VARCHAR(32) NOT NULL,
  district        VARCHAR(32) NOT NULL,
  detail          VARCHAR(120) NOT NULL,
  is_default      BOOLEAN NOT NULL COMMENT 'one a member, if there is any',
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  created_at      DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY addresses_idempotency (member_id, idempotency_key),
  KEY addresses_of_member (member_id, id),
  CONSTRAINT addresses_member_fk FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE
);

CREATE TABLE freight_templates (
  id                BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  name              VARCHAR(32) NOT NULL,
  charge_by         ENUM('piece', 'weight') NOT NULL,
  regions           JSON NOT NULL COMMENT 'groups of regions with what a first and each additional unit cost there',
  elsewhere         JSON NULL COMMENT 'the same for all other regions; null: nothing is sent there',
  free_from_fen     BIGINT UNSIGNED NULL,
  free_from_pieces  INT UNSIGNED NULL,
  created_at        DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY freight_templates_name (name)
);

ALTER TABLE products
  ADD COLUMN freight_template_id BIGINT UNSIGNED NULL COMMENT 'null: sent for free, everywhere',
  ADD COLUMN weight_grams INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of one piece, packed',
  ADD COLUMN offers_express BOOLEAN NOT NULL DEFAULT TRUE COMMENT 'of a store''s product; the mall sends everything by express',
  ADD COLUMN offers_pickup BOOLEAN NOT NULL DEFAULT TRUE COMMENT 'of a store''s product',
  ADD KEY products_freight (freight_template_id, id),
  ADD CONSTRAINT products_freight_fk FOREIGN KEY (freight_template_id) REFERENCES freight_templates (id);

-- A coupon is a rule that takes something off a price. SPEC section 1.
CREATE TABLE coupons (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  name         VARCHAR(32) NOT NULL,
  discount     JSON NOT NULL COMMENT 'an amount, or a share with a cap',
  min_fen      BIGINT UNSIGNED NOT NULL COMMENT 'what the fitting lines must come to',
  scope        JSON NOT NULL COMMENT 'the whole mall, categories, products, or a store''s online products',
  total        INT UNSIGNED NULL COMMENT 'how many there are; null: any number',
  claimed      INT UNSIGNED NOT NULL DEFAULT 0,
  used         INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'held by orders that are not closed',
  saved_fen    BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what those orders cost less by it',
  per_member   INT UNSIGNED NOT NULL,
  claim_from   DATETIME(3) NOT NULL,
  claim_until  DATETIME(3) NOT NULL COMMENT 'not included',
  valid_days   SMALLINT UNSIGNED NULL COMMENT 'from when it was claimed; null: the dates',
  valid_from   DATETIME(3) NULL,
  valid_until  DATETIME(3) NULL COMMENT 'not included',
  stopped_at   DATETIME(3) NULL COMMENT 'nobody can claim it any more; what was claimed stays good',
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash BINARY(32) NOT NULL,
  created_at   DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY coupons_idempotency (idempotency_key),
  KEY coupons_to_claim (claim_until, id),
  CONSTRAINT coupons_claimed CHECK (total IS NULL OR claimed <= total),
  CONSTRAINT coupons_validity CHECK ((valid_days IS NULL) = (valid_from IS NOT NULL AND valid_until IS NOT NULL))
);

CREATE TABLE member_coupons (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  coupon_id       BIGINT UNSIGNED NOT NULL,
  member_id       BIGINT UNSIGNED NOT NULL,
  nth             INT UNSIGNED NOT NULL COMMENT 'of this coupon and member, from 1',
  valid_from      DATETIME(3) NOT NULL,
  valid_until     DATETIME(3) NOT NULL COMMENT 'not included',
  order_id        BIGINT UNSIGNED NULL COMMENT 'that holds it or used it',
  used_at         DATETIME(3) NULL,
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  claimed_at      DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY member_coupons_nth (coupon_id, member_id, nth),
  UNIQUE KEY member_coupons_order (order_id),
  UNIQUE KEY member_coupons_idempotency (member_id, idempotency_key),
  KEY member_coupons_usable (member_id, order_id, valid_until),
  KEY member_coupons_of_member (member_id, id),
  CONSTRAINT member_coupons_coupon_fk FOREIGN KEY (coupon_id) REFERENCES coupons (id),
  CONSTRAINT member_coupons_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT member_coupons_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT member_coupons_used CHECK ((order_id IS NULL) = (used_at IS NULL))
);

ALTER TABLE stores
  ADD COLUMN cashier_discount JSON NULL COMMENT 'what its cashier takes off a typed amount; null: nothing';

ALTER TABLE orders
  ADD COLUMN delivery ENUM('express', 'pickup', 'none') NOT NULL DEFAULT 'none' COMMENT 'none: handed over at the cashier',
  ADD COLUMN address JSON NULL COMMENT 'where it goes, as the buyer''s address was then',
  ADD COLUMN note VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'of the buyer',
  ADD COLUMN freight_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'part of total_fen, and of no line',
  ADD COLUMN discount_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of all lines',
  ADD COLUMN member_coupon_id BIGINT UNSIGNED NULL COMMENT 'that it was placed with; it may have been given back since',
  ADD COLUMN pickup_code CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'shown at the store''s desk',
  ADD UNIQUE KEY orders_pickup (store_id, pickup_code),
  ADD CONSTRAINT orders_coupon_fk FOREIGN KEY (member_coupon_id) REFERENCES member_coupons (id),
  ADD CONSTRAINT orders_pickup_code CHECK ((delivery = 'pickup') = (pickup_code IS NOT NULL));

-- Orders of before were sent by express, and asked nobody for an address.
UPDATE orders SET delivery = 'express' WHERE kind <> 'cashier';

ALTER TABLE order_lines
  ADD COLUMN discount_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what was taken off unit price × quantity';

-- Freight goes back when an order is refunded in full before anything of it was sent.
ALTER TABLE refunds
  MODIFY COLUMN reason ENUM('latePayment', 'afterSale', 'freight') NOT NULL;

CREATE TABLE cart_items (
  member_id  BIGINT UNSIGNED NOT NULL,
  sku_id     BIGINT UNSIGNED NOT NULL,
  quantity   INT UNSIGNED NOT NULL,
  checked    BOOLEAN NOT NULL,
  price_fen  BIGINT UNSIGNED NOT NULL COMMENT 'when it was put there, to tell what became cheaper or dearer',
  last_key   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the request that added to it last: repeated, it adds nothing',
  added_at   DATETIME(3) NOT NULL,
  PRIMARY KEY (member_id, sku_id),
  CONSTRAINT cart_items_member_fk FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE,
  CONSTRAINT cart_items_sku_fk FOREIGN KEY (sku_id) REFERENCES skus (id)
);
