-- The sums in a queue's row are those of its waiting entries.
SELECT CONCAT('queue ', q.queue_key) AS subject,
  CONCAT('its row says ', q.waiting_count, ' waiting with ', q.waiting_fen, ', of completed orders ', q.completed_fen,
    '; its entries say ', COALESCE(line.people, 0), ' with ', COALESCE(line.fen, 0), ', of completed orders ',
    COALESCE(line.completed_fen, 0)) AS problem
FROM queues q
LEFT JOIN (
  SELECT queue_id, COUNT(*) AS people, SUM(entitled_fen - rewarded_fen) AS fen,
    SUM(CASE WHEN completed THEN entitled_fen - rewarded_fen ELSE 0 END) AS completed_fen
  FROM entries WHERE state = 'waiting' GROUP BY queue_id
) line ON line.queue_id = q.id
WHERE q.waiting_count <> COALESCE(line.people, 0)
  OR q.waiting_fen <> COALESCE(line.fen, 0)
  OR q.completed_fen <> COALESCE(line.completed_fen, 0)
