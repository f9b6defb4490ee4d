-- A merge lines everybody up by the time of joining, lets nobody pass anybody of the own line, and leaves no place empty. (Who stands
-- behind somebody of the own line counts as joined no earlier, should a clock have gone backwards. A running MAX would say so in
-- fewer words, and takes MariaDB hours.)
SELECT CONCAT('task ', moved.task_id, ', position ', moved.to_position) AS subject,
  'who stands there has passed somebody of the own line' AS problem
FROM (
  SELECT task_id, to_position, LAG(to_position) OVER (PARTITION BY task_id, queue_id ORDER BY position) AS ahead
  FROM entry_moves
) moved
WHERE moved.ahead > moved.to_position
UNION ALL
SELECT CONCAT('task ', m.task_id, ', position ', following.to_position), 'who stands there joined before whoever is in front'
FROM entry_moves m
JOIN entry_moves following ON following.to_queue_id = m.to_queue_id AND following.to_position = m.to_position + 1
  AND following.task_id = m.task_id
JOIN entries e ON e.id = m.entry_id
JOIN entries f ON f.id = following.entry_id
WHERE e.joined_at > f.joined_at
  AND NOT EXISTS (
    SELECT 1 FROM entry_moves ahead JOIN entries a ON a.id = ahead.entry_id
    WHERE ahead.queue_id = following.queue_id AND ahead.task_id = following.task_id
      AND ahead.position < following.position AND a.joined_at >= e.joined_at
  )
UNION ALL
SELECT CONCAT('task ', task_id), CONCAT(COUNT(*), ' moved to positions ', MIN(to_position), ' to ', MAX(to_position))
FROM entry_moves GROUP BY task_id, to_queue_id HAVING COUNT(*) <> MAX(to_position) - MIN(to_position) + 1
