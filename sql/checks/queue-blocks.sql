-- The sums of each block of positions are those of its waiting entries: the place in line is read from them.
SELECT CONCAT('queue ', q.queue_key, ', level ', counted.level, ', block ', counted.block) AS subject,
  CONCAT('its sums are off by ', SUM(counted.people), ' people and ', SUM(counted.fen), ' fen') AS problem
FROM (
  SELECT queue_id, level, block, CAST(waiting_count AS SIGNED) AS people, CAST(waiting_fen AS SIGNED) AS fen FROM queue_blocks
  UNION ALL
  SELECT queue_id, 0, position DIV 128, -COUNT(*), -SUM(CAST(entitled_fen AS SIGNED) - CAST(rewarded_fen AS SIGNED))
  FROM entries WHERE state = 'waiting' GROUP BY queue_id, position DIV 128
  UNION ALL
  SELECT queue_id, 1, position DIV 16384, -COUNT(*), -SUM(CAST(entitled_fen AS SIGNED) - CAST(rewarded_fen AS SIGNED))
  FROM entries WHERE state = 'waiting' GROUP BY queue_id, position DIV 16384
  UNION ALL
  SELECT queue_id, 2, position DIV 2097152, -COUNT(*), -SUM(CAST(entitled_fen AS SIGNED) - CAST(rewarded_fen AS SIGNED))
  FROM entries WHERE state = 'waiting' GROUP BY queue_id, position DIV 2097152
) counted
JOIN queues q ON q.id = counted.queue_id
GROUP BY q.queue_key, counted.level, counted.block
HAVING SUM(counted.people) <> 0 OR SUM(counted.fen) <> 0
