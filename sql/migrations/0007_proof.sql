-- The proof (docs/PROOF.md): what happened in each queue, one row a settled task, each with the hash of the one before;
-- and what stood at the end of each day. Written once: the database itself refuses to change or remove them.

ALTER TABLE queues
  ADD COLUMN chain_seq BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'the number of the last event of the chain',
  ADD COLUMN chain_hash BINARY(32) NULL COMMENT 'its hash; null before the first';

CREATE TABLE queue_events (
  queue_id INT UNSIGNED NOT NULL,
  seq      BIGINT UNSIGNED NOT NULL COMMENT 'from 1, without a gap',
  task_id  BIGINT UNSIGNED NULL COMMENT 'null: the first event of a queue that is older than its chain',
  body     MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'positions and amounts, nobody''s name',
  hash     BINARY(32) NOT NULL COMMENT 'SHA-256 of the hash before and the body',
  PRIMARY KEY (queue_id, seq),
  UNIQUE KEY queue_events_task (task_id, queue_id)
);

-- A queue that is there already begins its chain with the state that it is in.
INSERT INTO queue_events (queue_id, seq, task_id, body, hash)
SELECT begun.id, 1, NULL, begun.body,
  UNHEX(SHA2(CONCAT(UNHEX(SHA2(CONCAT('paifan queue ', begun.queue_key), 256)), begun.body), 256))
FROM (
  SELECT q.id, q.queue_key,
    CONCAT('[1,', TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000, ',"begun",["before",', q.next_position,
      ',', q.waiting_count, ',', q.waiting_fen, ',', CAST(q.pool_fen AS SIGNED) - CAST(q.debt_fen AS SIGNED),
      ',', COALESCE(SUM(d.inflow_fen), 0), ',', COALESCE(SUM(d.paid_fen), 0), ']]') AS body
  FROM queues q
  LEFT JOIN queue_days d ON d.queue_id = q.id
  LEFT JOIN queue_events e ON e.queue_id = q.id
  WHERE e.queue_id IS NULL
  GROUP BY q.id, q.queue_key, q.next_position, q.waiting_count, q.waiting_fen, q.pool_fen, q.debt_fen
) begun;

UPDATE queues q JOIN queue_events e ON e.queue_id = q.id AND e.seq = 1
SET q.chain_seq = 1, q.chain_hash = e.hash
WHERE q.chain_seq = 0;

CREATE TABLE chain_seals (
  day      DATE NOT NULL COMMENT 'of Shanghai: how far the queue''s chain had come soon after its end',
  queue_id INT UNSIGNED NOT NULL,
  seq      BIGINT UNSIGNED NOT NULL,
  hash     BINARY(32) NOT NULL,
  PRIMARY KEY (day, queue_id),
  KEY chain_seals_of_queue (queue_id, seq)
);

CREATE TABLE chain_roots (
  day       DATE NOT NULL,
  queues    INT UNSIGNED NOT NULL COMMENT 'how many chains are sealed',
  hash      BINARY(32) NOT NULL COMMENT 'SHA-256 of the root before and all seals of the day',
  sealed_at DATETIME(3) NOT NULL,
  PRIMARY KEY (day)
);

CREATE TRIGGER queue_events_refuse_update BEFORE UPDATE ON queue_events
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'queue_events are append-only';

CREATE TRIGGER queue_events_refuse_delete BEFORE DELETE ON queue_events
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'queue_events are append-only';

CREATE TRIGGER chain_seals_refuse_update BEFORE UPDATE ON chain_seals
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'chain_seals are append-only';

CREATE TRIGGER chain_seals_refuse_delete BEFORE DELETE ON chain_seals
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'chain_seals are append-only';

CREATE TRIGGER chain_roots_refuse_update BEFORE UPDATE ON chain_roots
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'chain_roots are append-only';

CREATE TRIGGER chain_roots_refuse_delete BEFORE DELETE ON chain_roots
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'chain_roots are append-only';
