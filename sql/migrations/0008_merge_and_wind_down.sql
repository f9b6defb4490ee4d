-- Queues that are merged into another, and queues that are wound down. SPEC sections 4 and 12.

ALTER TABLE queues
  ADD COLUMN closed BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'wound down: nobody joins, and nothing is given to it',
  ADD COLUMN swept_fen BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what winding down gave back to the platform, less what refunds needed of it',
  ADD COLUMN family_id INT UNSIGNED NULL COMMENT 'the same for all queues that merges connect; null: no merge concerns it';

ALTER TABLE queue_days
  ADD COLUMN moved_fen BIGINT NOT NULL DEFAULT 0 COMMENT 'with a merge or a wind-down: what came in beside orders; below zero: what went';

-- What was merged into what. Orders that were placed for the source until then follow; later ones are the source's own again.
CREATE TABLE queue_merges (
  id        BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  task_id   BIGINT UNSIGNED NOT NULL,
  source_id INT UNSIGNED NOT NULL,
  target_id INT UNSIGNED NOT NULL,
  people    BIGINT UNSIGNED NOT NULL COMMENT 'how many waited in the source',
  pool_fen  BIGINT NOT NULL COMMENT 'its pool less its debt',
  at        DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY queue_merges_once (task_id, source_id),
  KEY queue_merges_target (target_id)
);

-- A position is never given twice, so whoever waits has a new one after a merge; here is the one before.
CREATE TABLE entry_moves (
  queue_id    INT UNSIGNED NOT NULL,
  position    BIGINT UNSIGNED NOT NULL COMMENT 'where it stood',
  task_id     BIGINT UNSIGNED NOT NULL,
  entry_id    BIGINT UNSIGNED NOT NULL,
  to_queue_id INT UNSIGNED NOT NULL,
  to_position BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (queue_id, position),
  UNIQUE KEY entry_moves_to (to_queue_id, to_position),
  KEY entry_moves_entry (entry_id)
);

CREATE TRIGGER queue_merges_refuse_update BEFORE UPDATE ON queue_merges
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'queue_merges are append-only';

CREATE TRIGGER queue_merges_refuse_delete BEFORE DELETE ON queue_merges
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'queue_merges are append-only';

CREATE TRIGGER entry_moves_refuse_update BEFORE UPDATE ON entry_moves
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'entry_moves are append-only';

CREATE TRIGGER entry_moves_refuse_delete BEFORE DELETE ON entry_moves
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'entry_moves are append-only';
