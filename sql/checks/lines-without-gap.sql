-- The positions of a queue are 1, 2, 3 … without a gap, up to the next one to be given: at each stands an entry, or stood one
-- until a merge moved it, and never two.
SELECT CONCAT('queue ', q.queue_key) AS subject,
  CONCAT(COALESCE(line.places, 0), ' places at positions ', COALESCE(line.first, 0), ' to ', COALESCE(line.last, 0),
    '; the next one to be given is ', q.next_position) AS problem
FROM queues q
LEFT JOIN (
  SELECT queue_id, COUNT(*) AS places, MIN(position) AS first, MAX(position) AS last
  FROM (SELECT queue_id, position FROM entries UNION ALL SELECT queue_id, position FROM entry_moves) place
  GROUP BY queue_id
) line ON line.queue_id = q.id
WHERE COALESCE(line.places, 0) <> q.next_position - 1
  OR COALESCE(line.first, 1) <> 1
  OR COALESCE(line.last, 0) <> q.next_position - 1
UNION ALL
SELECT CONCAT('queue ', q.queue_key, ', position ', m.position), 'an entry stands where another stood before'
FROM entry_moves m
JOIN entries e ON e.queue_id = m.queue_id AND e.position = m.position
JOIN queues q ON q.id = m.queue_id
