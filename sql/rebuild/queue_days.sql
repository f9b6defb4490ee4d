-- By day of Shanghai, from the journal: what a queue paid to entries, less what was taken back; what orders gave, which is what its
-- pool and debt moved by and what was paid (money that goes in and straight out again is posted to no pool); what merges and
-- a wind-down moved. Who joined is told by the entries: one that moved joined in the first of its queues.
SELECT moved.queue_id, moved.day, SUM(moved.inflow_fen) AS inflow_fen, SUM(moved.paid_fen) AS paid_fen,
  SUM(moved.moved_fen) AS moved_fen, SUM(moved.joined_count) AS joined_count
FROM (
  SELECT q.id AS queue_id, DATE(j.at + INTERVAL 8 HOUR) AS day,
    CASE WHEN j.event IN ('payoutTakenBack', 'queueMerged', 'poolSwept', 'poolSweepReturned') THEN 0 ELSE p.amount END AS inflow_fen,
    CASE WHEN j.event = 'payoutTakenBack' THEN -p.amount ELSE 0 END AS paid_fen,
    CASE WHEN j.event IN ('queueMerged', 'poolSwept', 'poolSweepReturned') THEN p.amount ELSE 0 END AS moved_fen,
    0 AS joined_count
  FROM queues q
  JOIN accounts a ON a.code IN (CONCAT('queue:', q.queue_key, ':pool'), CONCAT('queue:', q.queue_key, ':debt'))
  JOIN postings p ON p.account_id = a.id
  JOIN journals j ON j.id = p.journal_id
  UNION ALL
  SELECT j.queue_id, DATE(j.at + INTERVAL 8 HOUR), p.amount, p.amount, 0, 0
  FROM postings p JOIN journals j ON j.id = p.journal_id
  WHERE p.entry_id IS NOT NULL
  UNION ALL
  SELECT COALESCE(joined.queue_id, e.queue_id), DATE(e.joined_at + INTERVAL 8 HOUR), 0, 0, 0, 1
  FROM entries e
  LEFT JOIN (SELECT entry_id, MIN(task_id) AS task_id FROM entry_moves GROUP BY entry_id) first_move ON first_move.entry_id = e.id
  LEFT JOIN entry_moves joined ON joined.entry_id = e.id AND joined.task_id = first_move.task_id
) moved
GROUP BY moved.queue_id, moved.day
