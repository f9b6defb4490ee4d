-- The mall's catalogue: products in full, the words they are found by, suppliers' proposals, favourites and reviews.

-- What a list of orders by merchant, and what a supplier is owed, go by.
ALTER TABLE order_lines
  ADD COLUMN merchant_id BIGINT UNSIGNED NULL COMMENT 'whose product or cashier it was when the order was placed; null: the shop''s own',
  ADD KEY order_lines_of_merchant (merchant_id, order_id);
UPDATE order_lines l JOIN products p ON p.id = l.product_id SET l.merchant_id = p.merchant_id;

ALTER TABLE categories
  ADD UNIQUE KEY categories_name (name);

ALTER TABLE products
  MODIFY COLUMN source ENUM('selfOperated', 'supplier', 'supplyChain', 'store') NOT NULL COMMENT 'store: sold online by an alliance store, in no mall list',
  ADD COLUMN code VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the seller''s own; one product a seller',
  ADD COLUMN seller_id BIGINT UNSIGNED AS (COALESCE(merchant_id, 0)) VIRTUAL COMMENT '0: the shop itself',
  ADD COLUMN pictures JSON NOT NULL DEFAULT ('[]') COMMENT 'beside the first one',
  ADD COLUMN detail_pictures JSON NOT NULL DEFAULT ('[]') COMMENT 'below the text',
  ADD COLUMN spec_names JSON NOT NULL DEFAULT ('[]') COMMENT 'what its SKUs differ in: colour, size',
  ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'counts changes, so that two editors do not overwrite each other; stock is not among them',
  ADD COLUMN listed_at DATETIME(3) NULL COMMENT 'when it went on sale first; null: nobody outside has seen it',
  ADD COLUMN terms_version SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of the rules by which its words were taken; older ones are taken again',
  DROP KEY products_listing,
  ADD KEY products_on_sale (on_sale, id),
  ADD UNIQUE KEY products_code (seller_id, code),
  ADD KEY products_by_price (store_id, on_sale, price_fen, id),
  ADD KEY products_by_sold (store_id, on_sale, sold, id),
  ADD KEY products_of_category (store_id, on_sale, category_id, id),
  ADD KEY products_of_category_by_price (store_id, on_sale, category_id, price_fen, id),
  ADD KEY products_of_category_by_sold (store_id, on_sale, category_id, sold, id),
  ADD KEY products_of_source (source, id),
  ADD KEY products_to_index (terms_version, id);
UPDATE products SET listed_at = created_at WHERE on_sale;

ALTER TABLE skus
  ADD COLUMN choices JSON NOT NULL DEFAULT ('[]') COMMENT 'one for each spec name of the product; its name is made of them',
  ADD COLUMN removed_at DATETIME(3) NULL COMMENT 'in no editor any more; orders and carts still name it',
  ADD KEY skus_low (stock, product_id);

-- The words of a product. Any of them finds it: the primary key is the index.
CREATE TABLE product_terms (
  term       VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  product_id BIGINT UNSIGNED NOT NULL,
  places     TINYINT UNSIGNED NOT NULL COMMENT 'bits, where it stands: 1 title, 2 summary and codes, 4 name of the category',
  PRIMARY KEY (term, product_id),
  KEY product_terms_of_product (product_id),
  CONSTRAINT product_terms_product_fk FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
);

-- Writes of the catalogue that a client may repeat, and what came of them.
CREATE TABLE catalogue_requests (
  actor           VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'operator:7, merchant:3',
  idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash    BINARY(32) NOT NULL,
  subject_id      BIGINT UNSIGNED NOT NULL COMMENT 'the product, proposal or change of stock',
  at              DATETIME(3) NOT NULL,
  PRIMARY KEY (actor, idempotency_key)
);

-- Stock that somebody changed by hand, beside what orders take and give back.
CREATE TABLE stock_changes (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  sku_id      BIGINT UNSIGNED NOT NULL,
  actor       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pieces      INT NOT NULL COMMENT 'the difference',
  stock_after INT UNSIGNED NOT NULL,
  at          DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY stock_changes_of_sku (sku_id, id),
  CONSTRAINT stock_changes_sku_fk FOREIGN KEY (sku_id) REFERENCES skus (id)
);

-- What a supplier would like to sell, or to change of what is sold: nothing of it is in the mall before an operator approves.
CREATE TABLE product_proposals (
  id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  merchant_id   BIGINT UNSIGNED NOT NULL,
  product_id    BIGINT UNSIGNED NULL COMMENT 'null: a new one, until it is approved',
  state         ENUM('draft', 'submitted', 'approved', 'rejected') NOT NULL,
  title         VARCHAR(120) NOT NULL COMMENT 'as in the draft, for lists',
  draft         JSON NOT NULL COMMENT 'the product as the supplier would have it',
  version       INT UNSIGNED NOT NULL DEFAULT 1,
  reason        VARCHAR(200) NULL COMMENT 'why it was rejected',
  created_at    DATETIME(3) NOT NULL,
  submitted_at  DATETIME(3) NULL,
  decided_at    DATETIME(3) NULL,
  decided_by_id BIGINT UNSIGNED NULL,
  open_for      BIGINT UNSIGNED AS (CASE WHEN state = 'approved' THEN NULL ELSE product_id END) VIRTUAL,
  PRIMARY KEY (id),
  UNIQUE KEY product_proposals_open (open_for),
  KEY product_proposals_of_merchant (merchant_id, state, id),
  KEY product_proposals_listing (state, id),
  CONSTRAINT product_proposals_merchant_fk FOREIGN KEY (merchant_id) REFERENCES merchants (id),
  CONSTRAINT product_proposals_product_fk FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT product_proposals_operator_fk FOREIGN KEY (decided_by_id) REFERENCES operators (id)
);

CREATE TABLE favourites (
  member_id  BIGINT UNSIGNED NOT NULL,
  product_id BIGINT UNSIGNED NOT NULL,
  added_at   DATETIME(3) NOT NULL,
  PRIMARY KEY (member_id, product_id),
  KEY favourites_of_member (member_id, added_at, product_id),
  CONSTRAINT favourites_member_fk FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE,
  CONSTRAINT favourites_product_fk FOREIGN KEY (product_id) REFERENCES products (id)
);

-- What a buyer says of a line of a completed order: once, and once more later.
CREATE TABLE reviews (
  id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  order_id      BIGINT UNSIGNED NOT NULL,
  line_no       SMALLINT UNSIGNED NOT NULL,
  product_id    BIGINT UNSIGNED NOT NULL,
  merchant_id   BIGINT UNSIGNED NULL COMMENT 'as of the order''s line',
  member_id     BIGINT UNSIGNED NOT NULL,
  sku_name      VARCHAR(120) NOT NULL,
  stars         TINYINT UNSIGNED NOT NULL,
  text          VARCHAR(1000) NOT NULL,
  pictures      JSON NOT NULL,
  added_text    VARCHAR(1000) NULL COMMENT 'what the buyer said later',
  added_pictures JSON NULL,
  added_at      DATETIME(3) NULL,
  answer        VARCHAR(500) NULL COMMENT 'of the shop or the merchant',
  answered_at   DATETIME(3) NULL,
  hidden        BOOLEAN NOT NULL DEFAULT FALSE,
  hidden_reason VARCHAR(200) NULL,
  created_at    DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY reviews_line (order_id, line_no),
  KEY reviews_of_product (product_id, id),
  KEY reviews_of_product_shown (product_id, hidden, id),
  KEY reviews_of_product_by_stars (product_id, hidden, stars, id),
  KEY reviews_of_member (member_id, id),
  KEY reviews_of_merchant (merchant_id, id),
  KEY reviews_hidden (hidden, id),
  KEY reviews_by_stars (stars, id),
  CONSTRAINT reviews_line_fk FOREIGN KEY (order_id, line_no) REFERENCES order_lines (order_id, line_no),
  CONSTRAINT reviews_product_fk FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT reviews_member_fk FOREIGN KEY (member_id) REFERENCES members (id),
  CONSTRAINT reviews_stars CHECK (stars BETWEEN 1 AND 5),
  CONSTRAINT reviews_added CHECK ((added_text IS NULL) = (added_at IS NULL)),
  CONSTRAINT reviews_hidden_why CHECK (hidden = (hidden_reason IS NOT NULL))
);

-- How many reviews that are not hidden a product has, by their stars: changed in the transaction that changes the review.
CREATE TABLE review_counts (
  product_id BIGINT UNSIGNED NOT NULL,
  stars      TINYINT UNSIGNED NOT NULL,
  reviews    INT UNSIGNED NOT NULL,
  PRIMARY KEY (product_id, stars),
  CONSTRAINT review_counts_product_fk FOREIGN KEY (product_id) REFERENCES products (id)
);
