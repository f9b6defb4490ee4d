-- How an order is paid: beside WeChat with the cash balance, a voucher, points and love; and how each of them comes back.

ALTER TABLE orders
  ADD COLUMN points_used BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'hundredths',
  ADD COLUMN love_used BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'hundredths',
  ADD COLUMN voucher_used BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'hundredths; each is worth a fen',
  ADD COLUMN cash_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of total_fen, from the cash balance; the rest is paid with WeChat',
  MODIFY COLUMN deducted_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what the points and love used were worth',
  ADD CONSTRAINT orders_cash CHECK (cash_fen <= total_fen);

-- paid_fen is money alone. With it, what deductions and the voucher took off makes the worth of a line: what can come back of it.
ALTER TABLE order_lines
  ADD COLUMN points_used BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'hundredths',
  ADD COLUMN love_used BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'hundredths',
  ADD COLUMN deducted_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what they were worth',
  ADD COLUMN voucher_used BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'hundredths; each is worth a fen',
  ADD COLUMN points_given BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'hundredths, for the purchase, less what refunds took back';

-- A refund may be of WeChat money (amount_fen), of the cash balance, and of what was used beside them.
ALTER TABLE refunds
  ADD COLUMN order_id BIGINT UNSIGNED NULL,
  MODIFY COLUMN payment_id BIGINT UNSIGNED NULL COMMENT 'null: nothing of it was paid with WeChat',
  MODIFY COLUMN amount_fen BIGINT UNSIGNED NOT NULL COMMENT 'what goes back by WeChat',
  ADD COLUMN cash_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what goes back to the cash balance',
  ADD COLUMN points_back BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'hundredths',
  ADD COLUMN love_back BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'hundredths',
  ADD COLUMN deducted_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what they are worth',
  ADD COLUMN voucher_back BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'hundredths; each is worth a fen';
UPDATE refunds r JOIN payments p ON p.id = r.payment_id SET r.order_id = p.order_id;
ALTER TABLE refunds
  MODIFY COLUMN order_id BIGINT UNSIGNED NOT NULL,
  ADD CONSTRAINT refunds_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
  ADD CONSTRAINT refunds_payment CHECK ((payment_id IS NULL) = (amount_fen = 0));

-- Orders that completed or were refunded, if points are given for them: written in that very transaction, and taken away when
-- the points were given or taken back.
CREATE TABLE purchase_points_tasks (
  id       BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  order_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (id)
);
