-- What is in a pool is what came in less what was paid out, by the days of the queue; and what came in is what its lines gave. Lines of
-- a queue that was merged give to its successor, so the queues that merges connect are counted together.
SELECT CONCAT('queue ', q.queue_key) AS subject,
  CONCAT('its pool less its debt is ', CAST(q.pool_fen AS SIGNED) - CAST(q.debt_fen AS SIGNED), ', its days say ', COALESCE(flow.balance, 0)) AS problem
FROM queues q
LEFT JOIN (SELECT queue_id, SUM(inflow_fen) - SUM(paid_fen) + SUM(moved_fen) AS balance FROM queue_days GROUP BY queue_id) flow
  ON flow.queue_id = q.id
WHERE CAST(q.pool_fen AS SIGNED) - CAST(q.debt_fen AS SIGNED) <> COALESCE(flow.balance, 0)
UNION ALL
SELECT CONCAT('queue ', MIN(q.queue_key)),
  CONCAT('its lines gave ', COALESCE(SUM(given.amount), 0), ', its days say ', COALESCE(SUM(flow.amount), 0))
FROM queues q
LEFT JOIN (SELECT queue_id, SUM(inflow_fen) AS amount FROM queue_days GROUP BY queue_id) flow ON flow.queue_id = q.id
LEFT JOIN (SELECT queue_key, SUM(contributed_fen) AS amount FROM order_lines GROUP BY queue_key) given ON given.queue_key = q.queue_key
GROUP BY COALESCE(q.family_id, q.id)
HAVING COALESCE(SUM(given.amount), 0) <> COALESCE(SUM(flow.amount), 0)
