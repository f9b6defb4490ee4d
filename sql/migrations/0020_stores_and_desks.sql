-- Who applies for a store or as a supplier, where a store is and when it is open, its cashier codes, and how staff comes to a desk.

ALTER TABLE merchants
  CHANGE COLUMN contact_phone contact_phone_sealed VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'encrypted under a key that is not in the database',
  ADD COLUMN suspend_reason VARCHAR(200) NULL;

ALTER TABLE stores
  ADD COLUMN latitude_e6 INT NULL COMMENT 'millionths of a degree (GCJ-02, as WeChat''s maps have it); null: not known',
  ADD COLUMN longitude_e6 INT NULL,
  ADD COLUMN weekly_hours JSON NULL COMMENT 'null: only the text is known',
  ADD COLUMN pictures JSON NULL COMMENT 'of its page, beside the first one',
  ADD COLUMN notice VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'what it tells its customers',
  ADD COLUMN created_key VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the operator and the idempotency key of the request that opened it',
  ADD COLUMN created_hash BINARY(32) NULL,
  ADD UNIQUE KEY stores_created (created_key),
  ADD KEY stores_place (latitude_e6, longitude_e6),
  ADD KEY stores_trade (trade, id),
  ADD CONSTRAINT stores_place_whole CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL));

-- Takings of a store: of a day, newest first.
ALTER TABLE orders ADD KEY orders_takings (store_id, paid_at, id);

CREATE TABLE applications (
  id               BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  no               VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind             ENUM('store', 'supplier') NOT NULL,
  state            ENUM('submitted', 'negotiating', 'approved', 'rejected', 'withdrawn') NOT NULL,
  member_id        BIGINT UNSIGNED NULL COMMENT 'null: came by the console''s form, without signing in',
  name             VARCHAR(64) NOT NULL,
  trade            VARCHAR(32) NOT NULL,
  contact_name     VARCHAR(32) NOT NULL,
  phone_sealed     VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'encrypted under a key that is not in the database',
  phone_lookup     BINARY(32) NOT NULL COMMENT 'keyed hash: finds a number, and tells nothing without the key',
  district         VARCHAR(64) NOT NULL,
  address          VARCHAR(255) NOT NULL,
  latitude_e6      INT NULL,
  longitude_e6     INT NULL,
  pictures         JSON NOT NULL COMMENT 'of the store or of the goods',
  licences         JSON NOT NULL COMMENT 'pictures of licences; only its applicant and operators see them',
  proposed_ratio   DECIMAL(12,6) NOT NULL COMMENT 'the commission that the applicant proposes',
  offered_ratio    DECIMAL(12,6) NULL COMMENT 'what the shop offers instead',
  accepted_at      DATETIME(3) NULL COMMENT 'when the applicant accepted the offer',
  reason           VARCHAR(200) NULL COMMENT 'why it was rejected, or what comes with the offer',
  recruiter_id     BIGINT UNSIGNED NULL COMMENT 'by whose code the applicant came',
  merchant_id      BIGINT UNSIGNED NULL COMMENT 'what became of it',
  applicant        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'member:7, or form',
  idempotency_key  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash     BINARY(32) NOT NULL,
  submitted_at     DATETIME(3) NOT NULL COMMENT 'last',
  reviewed_by_id   BIGINT UNSIGNED NULL,
  reviewed_at      DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY applications_no (no),
  UNIQUE KEY applications_idempotency (applicant, idempotency_key),
  KEY applications_of_member (member_id, id),
  KEY applications_listing (state, kind, id),
  KEY applications_phone (phone_lookup, id),
  CONSTRAINT applications_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT applications_recruiter_fk FOREIGN KEY (recruiter_id) REFERENCES members (id),
  CONSTRAINT applications_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id),
  CONSTRAINT applications_operator_fk FOREIGN KEY (reviewed_by_id) REFERENCES operators (id),
  CONSTRAINT applications_approved CHECK ((state = 'approved') = (merchant_id IS NOT NULL))
);

-- A printed code that opens a store's cashier. Never removed: whoever scans an old one is told that it is good no more.
CREATE TABLE cashier_codes (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  store_id        BIGINT UNSIGNED NOT NULL,
  scene           VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  label           VARCHAR(32) NOT NULL COMMENT 'where it hangs: a table, a till',
  replaces_id     BIGINT UNSIGNED NULL COMMENT 'the code in whose place it came',
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  created_at      DATETIME(3) NOT NULL,
  revoked_at      DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY cashier_codes_scene (scene),
  UNIQUE KEY cashier_codes_idempotency (store_id, idempotency_key),
  KEY cashier_codes_of_store (store_id, id),
  CONSTRAINT cashier_codes_store_fk FOREIGN KEY (store_id) REFERENCES stores (id),
  CONSTRAINT cashier_codes_replaces_fk FOREIGN KEY (replaces_id) REFERENCES cashier_codes (id)
);

CREATE TABLE staff_invitations (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  merchant_id     BIGINT UNSIGNED NOT NULL,
  code            VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name            VARCHAR(32) NOT NULL,
  role            ENUM('owner', 'manager', 'clerk') NOT NULL,
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  created_at      DATETIME(3) NOT NULL,
  expires_at      DATETIME(3) NOT NULL,
  staff_id        BIGINT UNSIGNED NULL COMMENT 'who came by it',
  revoked_at      DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY staff_invitations_code (code),
  UNIQUE KEY staff_invitations_idempotency (merchant_id, idempotency_key),
  KEY staff_invitations_of_merchant (merchant_id, id),
  CONSTRAINT staff_invitations_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id),
  CONSTRAINT staff_invitations_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id)
);

ALTER TABLE staff ADD KEY staff_of_merchant (merchant_id, id);
ALTER TABLE merchants ADD KEY merchants_name (name, id);
ALTER TABLE stores ADD KEY stores_name (name, id);

-- Who handed over an order that was picked up at its store. Once an order.
CREATE TABLE pickup_redemptions (
  order_id        BIGINT UNSIGNED NOT NULL,
  staff_id        BIGINT UNSIGNED NOT NULL,
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  redeemed_at     DATETIME(3) NOT NULL,
  PRIMARY KEY (order_id),
  CONSTRAINT pickup_redemptions_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT pickup_redemptions_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id)
);
