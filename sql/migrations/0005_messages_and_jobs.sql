-- What is to be told, written in the transaction of its cause; and the clockwork.

CREATE TABLE outbox (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  kind        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  member_id   BIGINT UNSIGNED NOT NULL,
  payload     JSON NOT NULL,
  created_at  DATETIME(3) NOT NULL,
  next_try_at DATETIME(3) NULL COMMENT 'null: sent or given up',
  attempts    SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  error       VARCHAR(500) NULL,
  PRIMARY KEY (id),
  KEY outbox_to_send (next_try_at, id)
);

CREATE TABLE messages (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  outbox_id  BIGINT UNSIGNED NOT NULL COMMENT 'delivered once',
  member_id  BIGINT UNSIGNED NOT NULL,
  kind       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title      VARCHAR(64) NOT NULL,
  body       VARCHAR(500) NOT NULL,
  entry_id   BIGINT UNSIGNED NULL,
  order_id   BIGINT UNSIGNED NULL,
  at         DATETIME(3) NOT NULL,
  read_at    DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY messages_once (outbox_id),
  KEY messages_of_member (member_id, id)
);

CREATE TABLE job_runs (
  name        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  lease_owner VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  lease_until DATETIME(3) NULL,
  started_at  DATETIME(3) NULL,
  finished_at DATETIME(3) NULL,
  error       VARCHAR(500) NULL,
  PRIMARY KEY (name)
);
