-- Members, what is sold, and where. Times are UTC; money is whole fen; ratios are exact decimals.

CREATE TABLE members (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  openid       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  nickname     VARCHAR(64) NOT NULL,
  avatar       VARCHAR(255) NOT NULL,
  level        VARCHAR(32) NULL,
  inviter_id   BIGINT UNSIGNED NULL COMMENT 'bound once, at the first login, never to oneself or in a circle',
  invite_code  CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  joined_at    DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY members_openid (openid),
  UNIQUE KEY members_invite_code (invite_code),
  KEY members_inviter (inviter_id, id),
  CONSTRAINT members_inviter_fk FOREIGN KEY (inviter_id) REFERENCES members (id)
);

CREATE TABLE categories (
  id        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name      VARCHAR(32) NOT NULL,
  sort      INT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE products (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  category_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title       VARCHAR(120) NOT NULL,
  summary     VARCHAR(255) NOT NULL,
  detail      TEXT NOT NULL,
  picture     VARCHAR(255) NOT NULL,
  source      ENUM('selfOperated', 'supplier', 'supplyChain') NOT NULL,
  price_fen   BIGINT UNSIGNED NOT NULL,
  cost_fen    BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of one piece; for a supplier''s product the supply price',
  stock       INT UNSIGNED NOT NULL,
  sold        INT UNSIGNED NOT NULL DEFAULT 0,
  on_sale     BOOLEAN NOT NULL,
  rebate      JSON NOT NULL COMMENT 'the product''s own rules, SPEC section 10',
  created_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY products_listing (on_sale, category_id, id),
  CONSTRAINT products_category_fk FOREIGN KEY (category_id) REFERENCES categories (id),
  CONSTRAINT products_price CHECK (price_fen > 0)
);

CREATE TABLE stores (
  id               BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  name             VARCHAR(64) NOT NULL,
  trade            VARCHAR(32) NOT NULL,
  picture          VARCHAR(255) NOT NULL,
  address          VARCHAR(255) NOT NULL,
  district         VARCHAR(64) NOT NULL,
  opening_hours    VARCHAR(64) NOT NULL,
  phone            VARCHAR(32) NOT NULL,
  commission_ratio DECIMAL(12,6) NOT NULL DEFAULT 0 COMMENT 'the platform''s share of a sale',
  recruiter_id     BIGINT UNSIGNED NULL,
  rebate           JSON NOT NULL COMMENT 'rules of its online sales',
  cashier          JSON NOT NULL COMMENT 'rules of its cashier',
  created_at       DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT stores_recruiter_fk FOREIGN KEY (recruiter_id) REFERENCES members (id)
);

CREATE TABLE settings_versions (
  id           INT UNSIGNED NOT NULL AUTO_INCREMENT,
  settings     JSON NOT NULL,
  note         VARCHAR(255) NOT NULL,
  published_by VARCHAR(64) NOT NULL,
  published_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id)
);
