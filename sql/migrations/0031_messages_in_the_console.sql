-- What members were told, for those who are asked about it: what came of passing it on to WeChat, and lists by it.
ALTER TABLE messages
  ADD COLUMN wechat_state ENUM('none', 'waiting', 'sent', 'notAccepted', 'failed', 'unrecorded') NOT NULL DEFAULT 'unrecorded' COMMENT 'none: the inbox only; unrecorded: it was told before this was kept',
  ADD COLUMN letter JSON NULL COMMENT 'template, page and data as WeChat was asked with them last',
  ADD COLUMN asked_at DATETIME(3) NULL COMMENT 'when WeChat was asked last',
  ADD KEY messages_at (at),
  ADD KEY messages_listing (kind, wechat_state, id),
  ADD KEY messages_by_state (wechat_state, id);

UPDATE messages m JOIN outbox o ON o.id = m.outbox_id
SET m.wechat_state = IF(o.next_try_at IS NULL, 'failed', 'waiting')
WHERE o.failed = 1;

-- The audit log is read by days too.
ALTER TABLE operator_audit ADD KEY operator_audit_at (at);
