-- Whose line a request is about, as of the order's line: a desk lists its own, the newest first, also in one state.
ALTER TABLE after_sales
  ADD COLUMN merchant_id BIGINT UNSIGNED NULL COMMENT 'as of the order''s line; null: the shop''s own' AFTER line_no,
  ADD KEY after_sales_of_merchant (merchant_id, id),
  ADD KEY after_sales_of_merchant_in_state (merchant_id, state, id),
  ADD CONSTRAINT after_sales_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id);
UPDATE after_sales a JOIN order_lines l ON l.order_id = a.order_id AND l.line_no = a.line_no
  SET a.merchant_id = l.merchant_id;
