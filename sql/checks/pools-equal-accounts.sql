-- The pool and the debt of a queue are what the ledger says; neither is ever below zero.
SELECT CONCAT('queue ', q.queue_key) AS subject,
  CONCAT('its pool is ', q.pool_fen, ', its debt ', q.debt_fen, '; the ledger says pool ', COALESCE(pool.balance, 0),
    ', debt ', -COALESCE(debt.balance, 0)) AS problem
FROM queues q
LEFT JOIN accounts pool ON pool.code = CONCAT('queue:', q.queue_key, ':pool')
LEFT JOIN accounts debt ON debt.code = CONCAT('queue:', q.queue_key, ':debt')
WHERE q.pool_fen <> COALESCE(pool.balance, 0) OR q.debt_fen <> -COALESCE(debt.balance, 0)
UNION ALL
SELECT CONCAT('account ', code), CONCAT('it belongs to no queue and holds ', balance)
FROM accounts
WHERE code LIKE 'queue:%' AND balance <> 0
  AND NOT EXISTS (SELECT 1 FROM queues q WHERE accounts.code IN (CONCAT('queue:', q.queue_key, ':pool'), CONCAT('queue:', q.queue_key, ':debt')))
