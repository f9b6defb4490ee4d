-- A queue's money is that of its accounts in the ledger; its line is its entries, each with what its payouts add up to. A position
-- that an entry moved away from was given too.
SELECT q.id, COALESCE(money.pool_fen, 0) AS pool_fen, COALESCE(money.debt_fen, 0) AS debt_fen,
  COALESCE(money.swept_fen, 0) AS swept_fen, GREATEST(COALESCE(line.last, 0), COALESCE(gone.last, 0)) + 1 AS next_position,
  COALESCE(line.people, 0) AS waiting_count, COALESCE(line.fen, 0) AS waiting_fen,
  COALESCE(line.completed_fen, 0) AS completed_fen
FROM queues q
LEFT JOIN (
  SELECT SUBSTRING(a.code, 7, CHAR_LENGTH(a.code) - 11) AS queue_key,
    SUM(CASE WHEN a.code LIKE '%:pool' THEN p.amount ELSE 0 END) AS pool_fen,
    SUM(CASE WHEN a.code LIKE '%:debt' THEN -p.amount ELSE 0 END) AS debt_fen,
    SUM(CASE WHEN j.event IN ('poolSwept', 'poolSweepReturned') THEN -p.amount ELSE 0 END) AS swept_fen
  FROM accounts a
  JOIN postings p ON p.account_id = a.id
  JOIN journals j ON j.id = p.journal_id
  WHERE a.code LIKE 'queue:%'
  GROUP BY SUBSTRING(a.code, 7, CHAR_LENGTH(a.code) - 11)
) money ON money.queue_key = q.queue_key
LEFT JOIN (
  SELECT e.queue_id, MAX(e.position) AS last, SUM(e.state = 'waiting') AS people,
    SUM(CASE WHEN e.state = 'waiting' THEN CAST(e.entitled_fen AS SIGNED) - COALESCE(paid.fen, 0) ELSE 0 END) AS fen,
    SUM(CASE WHEN e.state = 'waiting' AND e.completed THEN CAST(e.entitled_fen AS SIGNED) - COALESCE(paid.fen, 0) ELSE 0 END)
      AS completed_fen
  FROM entries e
  LEFT JOIN (SELECT entry_id, SUM(amount_fen) AS fen FROM payouts GROUP BY entry_id) paid ON paid.entry_id = e.id
  GROUP BY e.queue_id
) line ON line.queue_id = q.id
LEFT JOIN (SELECT queue_id, MAX(position) AS last FROM entry_moves GROUP BY queue_id) gone ON gone.queue_id = q.id
