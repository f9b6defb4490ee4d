-- A balance is the sum of what was posted to its account.
SELECT a.id, COALESCE(SUM(p.amount), 0) AS balance
FROM accounts a
LEFT JOIN postings p ON p.account_id = a.id
GROUP BY a.id
