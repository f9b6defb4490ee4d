-- Who sells beside the shop itself, who works for them, and what of a product is bought: its SKU.

CREATE TABLE merchants (
  id               BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  kind             ENUM('store', 'supplier') NOT NULL COMMENT 'of an alliance store, or a supplier of the mall',
  name             VARCHAR(64) NOT NULL,
  contact_name     VARCHAR(32) NOT NULL,
  contact_phone    VARCHAR(32) NOT NULL,
  commission_ratio DECIMAL(12,6) NOT NULL DEFAULT 0 COMMENT 'the platform''s share of a store''s sale, as negotiated; a supplier is paid the supply price',
  contract_from    DATE NULL,
  contract_until   DATE NULL COMMENT 'included',
  recruiter_id     BIGINT UNSIGNED NULL COMMENT 'the member who brought it in',
  sub_mchid        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'its own account at WeChat Pay, for the day the store itself is the payee',
  suspended_at     DATETIME(3) NULL COMMENT 'sells nothing while it is',
  created_at       DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY merchants_kind (kind, id),
  CONSTRAINT merchants_recruiter_fk FOREIGN KEY (recruiter_id) REFERENCES members (id)
);

-- Somebody who works at a merchant's desk: a member in the mini-program, a login in the console, or both.
CREATE TABLE staff (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  merchant_id     BIGINT UNSIGNED NOT NULL,
  name            VARCHAR(32) NOT NULL,
  role            ENUM('owner', 'manager', 'clerk') NOT NULL,
  member_id       BIGINT UNSIGNED NULL,
  login           VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'in lower case',
  password_hash   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'scrypt, with its parameters',
  one_time_until  DATETIME(3) NULL COMMENT 'somebody else made the password: it is good until then, and has to be changed',
  failed_attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'since the last success',
  locked_until    DATETIME(3) NULL,
  disabled_at     DATETIME(3) NULL,
  created_at      DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY staff_login (login),
  UNIQUE KEY staff_member (merchant_id, member_id),
  KEY staff_of_member (member_id, id),
  CONSTRAINT staff_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id),
  CONSTRAINT staff_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT staff_password CHECK ((login IS NULL) = (password_hash IS NULL))
);

CREATE TABLE staff_sessions (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  staff_id   BIGINT UNSIGNED NOT NULL,
  token_hash BINARY(32) NOT NULL COMMENT 'SHA-256; the token itself is kept by the client only',
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  ended_at   DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY staff_sessions_token (token_hash),
  KEY staff_sessions_of_staff (staff_id, id),
  CONSTRAINT staff_sessions_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id)
);

ALTER TABLE stores
  ADD COLUMN merchant_id BIGINT UNSIGNED NULL COMMENT 'null: the shop''s own',
  ADD KEY stores_of_merchant (merchant_id, id),
  ADD CONSTRAINT stores_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id);

ALTER TABLE products
  ADD COLUMN merchant_id BIGINT UNSIGNED NULL COMMENT 'its supplier, or the merchant of its store',
  ADD COLUMN store_id BIGINT UNSIGNED NULL COMMENT 'sold online by this store; null: a product of the mall',
  ADD KEY products_of_merchant (merchant_id, id),
  ADD KEY products_of_store (store_id, on_sale, id),
  ADD CONSTRAINT products_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id),
  ADD CONSTRAINT products_store_fk FOREIGN KEY (store_id) REFERENCES stores (id);

-- What is bought. Every product has one at least; price, cost and stock are the SKU's.
CREATE TABLE skus (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  product_id BIGINT UNSIGNED NOT NULL,
  name       VARCHAR(120) NOT NULL COMMENT 'its choices: 红色 / XL; empty: the only one',
  code       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the seller''s own',
  price_fen  BIGINT UNSIGNED NOT NULL,
  cost_fen   BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of one piece; for a supplier''s product the supply price',
  stock      INT UNSIGNED NOT NULL,
  picture    VARCHAR(255) NULL COMMENT 'null: the product''s',
  on_sale    BOOLEAN NOT NULL DEFAULT TRUE,
  sort       SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY skus_name (product_id, name),
  CONSTRAINT skus_product_fk FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT skus_price CHECK (price_fen > 0)
);

INSERT INTO skus (product_id, name, price_fen, cost_fen, stock)
SELECT id, '', price_fen, cost_fen, stock FROM products;

-- A line says which SKU it sold. NULL: a cashier's amount.
ALTER TABLE order_lines
  ADD COLUMN sku_id BIGINT UNSIGNED NULL,
  ADD COLUMN sku_name VARCHAR(120) NOT NULL DEFAULT '';
UPDATE order_lines l JOIN skus s ON s.product_id = l.product_id SET l.sku_id = s.id;

ALTER TABLE products
  DROP COLUMN stock,
  DROP COLUMN cost_fen,
  MODIFY COLUMN price_fen BIGINT UNSIGNED NOT NULL COMMENT 'the lowest of its SKUs on sale, for lists';
