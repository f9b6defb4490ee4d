-- What members handed to each other stands in the ledger once, with its amount.
SELECT CONCAT('transfer ', t.id) AS subject,
  CONCAT('it is of ', t.amount, ' ', t.balance, ', the ledger says ', COALESCE(booked.amount, 0)) AS problem
FROM transfers t
LEFT JOIN (
  SELECT j.journal_key, a.code, SUM(p.amount) AS amount
  FROM journals j JOIN postings p ON p.journal_id = j.id JOIN accounts a ON a.id = p.account_id
  WHERE j.event = 'transferred' AND p.amount > 0 GROUP BY j.journal_key, a.code
) booked ON booked.journal_key = CONCAT('transferred:', t.id) AND booked.code = CONCAT('member:', t.to_member_id, ':', t.balance)
WHERE COALESCE(booked.amount, 0) <> t.amount
