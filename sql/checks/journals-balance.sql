-- The postings of a journal add up to zero for each asset.
SELECT CONCAT('journal ', j.journal_key) AS subject, CONCAT(wrong.asset, ': ', wrong.amount, ' too much') AS problem
FROM (
  SELECT p.journal_id, a.asset, SUM(p.amount) AS amount
  FROM postings p
  JOIN accounts a ON a.id = p.account_id
  GROUP BY p.journal_id, a.asset
  HAVING SUM(p.amount) <> 0
) wrong
JOIN journals j ON j.id = wrong.journal_id
UNION ALL
SELECT CONCAT('journal ', j.journal_key), 'it has no postings'
FROM journals j
WHERE NOT EXISTS (SELECT 1 FROM postings p WHERE p.journal_id = j.id)
