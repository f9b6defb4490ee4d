-- Two persons pay a dividend: one prepares it, another approves it. What was paid before was confirmed by one alone, and stays as it was.
ALTER TABLE dividends
  CHANGE COLUMN operator_id requested_by_id BIGINT UNSIGNED NOT NULL,
  CHANGE COLUMN paid_at decided_at DATETIME(3) NULL,
  MODIFY COLUMN paid_fen BIGINT UNSIGNED NOT NULL COMMENT 'as it was prepared, until it is paid; so are rest_before_fen and members',
  ADD COLUMN state ENUM('requested', 'paid', 'rejected') NOT NULL DEFAULT 'paid' AFTER name,
  ADD COLUMN requested_at DATETIME(3) NULL AFTER requested_by_id,
  ADD COLUMN decided_by_id BIGINT UNSIGNED NULL COMMENT 'null while it is paid: it is of the time when one person was enough' AFTER requested_at,
  ADD COLUMN decision_note VARCHAR(200) NULL AFTER decided_at;
UPDATE dividends SET requested_at = decided_at;
ALTER TABLE dividends
  MODIFY COLUMN state ENUM('requested', 'paid', 'rejected') NOT NULL,
  MODIFY COLUMN requested_at DATETIME(3) NOT NULL,
  ADD COLUMN taken_name VARCHAR(64) AS (CASE WHEN state = 'rejected' THEN NULL ELSE name END) VIRTUAL COMMENT 'a rejected one leaves its name to others',
  DROP KEY dividends_name,
  ADD UNIQUE KEY dividends_name (taken_name),
  ADD KEY dividends_listing (state, id),
  ADD CONSTRAINT dividends_decider_fk FOREIGN KEY (decided_by_id) REFERENCES operators (id),
  ADD CONSTRAINT dividends_decided CHECK ((state = 'requested') = (decided_at IS NULL)),
  ADD CONSTRAINT dividends_two_persons CHECK (state <> 'paid' OR decided_by_id <> requested_by_id);
