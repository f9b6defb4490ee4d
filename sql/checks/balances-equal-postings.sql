-- A balance is the sum of what was posted to its account.
SELECT CONCAT('account ', a.code) AS subject,
  CONCAT('its balance is ', a.balance, ', its postings add up to ', COALESCE(posted.amount, 0)) AS problem
FROM accounts a
LEFT JOIN (SELECT account_id, SUM(amount) AS amount FROM postings GROUP BY account_id) posted ON posted.account_id = a.id
WHERE a.balance <> COALESCE(posted.amount, 0)
