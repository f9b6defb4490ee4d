-- The postings of a journal add up to zero for each asset.
SELECT CONCAT('journal ', j.journal_key) AS subject, CONCAT(a.asset, ': ', SUM(p.amount), ' too much') AS problem
FROM postings p
JOIN journals j ON j.id = p.journal_id
JOIN accounts a ON a.id = p.account_id
GROUP BY j.id, j.journal_key, a.asset
HAVING SUM(p.amount) <> 0
UNION ALL
SELECT CONCAT('journal ', j.journal_key), 'it has no postings'
FROM journals j
WHERE NOT EXISTS (SELECT 1 FROM postings p WHERE p.journal_id = j.id)
