-- What was paid and completed was handed to the settlement, once for each queue.
SELECT CONCAT('order ', o.no) AS subject, CONCAT('no settlement task paid for queue ', l.queue_key) AS problem
FROM orders o
JOIN order_lines l ON l.order_id = o.id
WHERE o.paid_at IS NOT NULL AND o.state IN ('paid', 'shipped', 'completed', 'refunded')
  AND NOT EXISTS (SELECT 1 FROM settlement_tasks t WHERE t.order_id = o.id AND t.kind = 'paid' AND t.queue_key = l.queue_key)
UNION ALL
SELECT CONCAT('order ', o.no), CONCAT('no settlement task completed for queue ', l.queue_key)
FROM orders o
JOIN order_lines l ON l.order_id = o.id
WHERE o.state = 'completed'
  AND NOT EXISTS (SELECT 1 FROM settlement_tasks t WHERE t.order_id = o.id AND t.kind = 'completed' AND t.queue_key = l.queue_key)
