-- What happens to an order after its payment: parcels, what WeChat is told of them, and after-sale with its refunds.

ALTER TABLE orders
  ADD COLUMN shipped_at DATETIME(3) NULL COMMENT 'the last piece was sent',
  ADD KEY orders_to_confirm (state, shipped_at);

ALTER TABLE order_lines
  ADD COLUMN withdrawn INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'pieces that are not sent any more: their money went back first';

CREATE TABLE parcels (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  order_id   BIGINT UNSIGNED NOT NULL,
  kind       ENUM('express', 'sameCity', 'virtual', 'pickup') NOT NULL,
  carrier    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'WeChat''s code of the express company',
  number     VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  shipped_by VARCHAR(64) NOT NULL,
  shipped_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY parcels_once (order_id, carrier, number),
  CONSTRAINT parcels_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT parcels_number CHECK ((kind = 'express') = (carrier IS NOT NULL AND number IS NOT NULL))
);

CREATE TABLE parcel_lines (
  parcel_id BIGINT UNSIGNED NOT NULL,
  line_no   SMALLINT UNSIGNED NOT NULL,
  quantity  INT UNSIGNED NOT NULL,
  PRIMARY KEY (parcel_id, line_no),
  CONSTRAINT parcel_lines_parcel_fk FOREIGN KEY (parcel_id) REFERENCES parcels (id),
  CONSTRAINT parcel_lines_quantity CHECK (quantity > 0)
);

-- WeChat keeps the money of an order until it is told that the order was sent; once, when everything is.
CREATE TABLE shipping_uploads (
  order_id    BIGINT UNSIGNED NOT NULL,
  kind        ENUM('express', 'sameCity', 'virtual', 'pickup') NOT NULL,
  state       ENUM('wanted', 'done', 'refused') NOT NULL,
  attempts    SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  next_try_at DATETIME(3) NULL,
  error       VARCHAR(500) NULL,
  created_at  DATETIME(3) NOT NULL,
  finished_at DATETIME(3) NULL,
  PRIMARY KEY (order_id),
  KEY shipping_uploads_to_try (state, next_try_at),
  CONSTRAINT shipping_uploads_order_fk FOREIGN KEY (order_id) REFERENCES orders (id)
);

CREATE TABLE after_sales (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  no              VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  order_id        BIGINT UNSIGNED NOT NULL,
  line_no         SMALLINT UNSIGNED NOT NULL,
  member_id       BIGINT UNSIGNED NOT NULL,
  kind            ENUM('refundOnly', 'returnRefund') NOT NULL,
  state           ENUM('requested', 'approved', 'rejected', 'cancelled', 'returning', 'received', 'refunding', 'refunded', 'failed') NOT NULL,
  quantity        INT UNSIGNED NOT NULL COMMENT 'pieces that come back, or that need not be sent any more',
  amount_fen      BIGINT UNSIGNED NOT NULL,
  reason          ENUM('notWanted', 'damaged', 'wrongGoods', 'notAsDescribed', 'notReceived', 'other') NOT NULL,
  text            VARCHAR(500) NOT NULL,
  pictures        JSON NOT NULL COMMENT 'paths',
  answer          VARCHAR(200) NULL COMMENT 'of the shop: where to send the goods, or why it is rejected',
  return_carrier  VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  return_number   VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  requested_at    DATETIME(3) NOT NULL,
  ended_at        DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY after_sales_no (no),
  UNIQUE KEY after_sales_idempotency (member_id, idempotency_key),
  KEY after_sales_of_member (member_id, id),
  KEY after_sales_to_review (state, id),
  CONSTRAINT after_sales_line_fk FOREIGN KEY (order_id, line_no) REFERENCES order_lines (order_id, line_no),
  CONSTRAINT after_sales_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT after_sales_amount CHECK (amount_fen > 0)
);

-- Who did what, and when.
CREATE TABLE after_sale_events (
  after_sale_id BIGINT UNSIGNED NOT NULL,
  seq           SMALLINT UNSIGNED NOT NULL,
  state         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'that it came to',
  actor         VARCHAR(64) NOT NULL,
  note          VARCHAR(200) NULL,
  at            DATETIME(3) NOT NULL,
  PRIMARY KEY (after_sale_id, seq),
  CONSTRAINT after_sale_events_fk FOREIGN KEY (after_sale_id) REFERENCES after_sales (id)
);

ALTER TABLE refunds
  MODIFY COLUMN reason ENUM('latePayment', 'afterSale') NOT NULL,
  ADD COLUMN after_sale_id BIGINT UNSIGNED NULL,
  ADD COLUMN asked_at DATETIME(3) NULL COMMENT 'when WeChat was asked for it last: refunds of one order keep a minute between them',
  ADD COLUMN error VARCHAR(64) NULL COMMENT 'the code of WeChat''s last refusal',
  ADD CONSTRAINT refunds_after_sale_fk FOREIGN KEY (after_sale_id) REFERENCES after_sales (id);
