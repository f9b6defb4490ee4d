-- What is reserved for a member is the sum of the open withdrawals; what was paid or returned stands in the ledger once.
SELECT CONCAT('member ', reserved.member_id) AS subject,
  CONCAT('open withdrawals add up to ', SUM(reserved.amount), ' more than the reserved balance') AS problem
FROM (
  SELECT CAST(member_id AS CHAR) AS member_id, CAST(amount_fen AS SIGNED) AS amount FROM withdrawals WHERE ended_at IS NULL
  UNION ALL
  SELECT SUBSTRING_INDEX(SUBSTRING_INDEX(code, ':', 2), ':', -1), -balance FROM accounts WHERE code LIKE 'member:%:reserved'
) reserved
GROUP BY reserved.member_id
HAVING SUM(reserved.amount) <> 0
UNION ALL
SELECT CONCAT('withdrawal ', w.no), CONCAT('it is ', w.state, ', and ', CASE WHEN w.ended_at IS NULL THEN 'has not ended' ELSE 'has ended' END)
FROM withdrawals w
WHERE (w.ended_at IS NOT NULL) <> (w.state IN ('paid', 'failed', 'cancelled', 'rejected'))
UNION ALL
SELECT CONCAT('withdrawal ', w.no),
  CONCAT('it is ', w.state, ' with ', w.amount_fen, ' less ', w.fee_fen, ', the ledger says paid ', COALESCE(paid.amount, 0),
    ', returned ', COALESCE(returned.amount, 0))
FROM withdrawals w
LEFT JOIN (
  SELECT j.journal_key, SUM(t.amount) AS amount
  FROM journals j JOIN postings t ON t.journal_id = j.id JOIN accounts a ON a.id = t.account_id
  WHERE j.event = 'withdrawalPaid' AND a.code = 'wechat' GROUP BY j.journal_key
) paid ON paid.journal_key = CONCAT('withdrawalPaid:', w.no)
LEFT JOIN (
  SELECT j.journal_key, SUM(t.amount) AS amount
  FROM journals j JOIN postings t ON t.journal_id = j.id
  WHERE j.event = 'withdrawalReturned' AND t.amount > 0 GROUP BY j.journal_key
) returned ON returned.journal_key = CONCAT('withdrawalReturned:', w.no)
WHERE COALESCE(paid.amount, 0) <> CASE WHEN w.state = 'paid' THEN w.amount_fen - w.fee_fen ELSE 0 END
  OR COALESCE(returned.amount, 0) <> CASE WHEN w.state IN ('failed', 'cancelled', 'rejected') THEN w.amount_fen ELSE 0 END
