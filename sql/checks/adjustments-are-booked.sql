-- Every adjustment that was approved stands in the ledger once, with its amount on its member's balance; nothing else is booked as one.
SELECT CONCAT('adjustment ', a.id) AS subject,
  CONCAT('it is of ', a.amount, ' ', a.balance, ', the ledger says ', COALESCE(booked.amount, 0)) AS problem
FROM adjustments a
LEFT JOIN (
  SELECT j.journal_key, c.code, SUM(p.amount) AS amount
  FROM journals j JOIN postings p ON p.journal_id = j.id JOIN accounts c ON c.id = p.account_id
  WHERE j.journal_key LIKE 'adjusted:%' GROUP BY j.journal_key, c.code
) booked ON booked.journal_key = CONCAT('adjusted:', a.id) AND booked.code = CONCAT('member:', a.member_id, ':', a.balance)
WHERE a.state = 'approved' AND COALESCE(booked.amount, 0) <> a.amount
UNION ALL
SELECT CONCAT('journal ', j.journal_key), 'no approved adjustment is behind it'
FROM journals j
WHERE j.journal_key LIKE 'adjusted:%' AND NOT EXISTS (
  SELECT 1 FROM adjustments a
  WHERE a.id = CAST(SUBSTRING_INDEX(j.journal_key, ':', -1) AS UNSIGNED) AND a.state = 'approved')
