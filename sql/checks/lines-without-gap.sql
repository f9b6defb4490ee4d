-- The positions of a queue are 1, 2, 3 … without a gap, up to the next one to be given.
SELECT CONCAT('queue ', q.queue_key) AS subject,
  CONCAT(COALESCE(line.entries, 0), ' entries at positions ', COALESCE(line.first, 0), ' to ', COALESCE(line.last, 0),
    '; the next one to be given is ', q.next_position) AS problem
FROM queues q
LEFT JOIN (SELECT queue_id, COUNT(*) AS entries, MIN(position) AS first, MAX(position) AS last FROM entries GROUP BY queue_id) line
  ON line.queue_id = q.id
WHERE COALESCE(line.entries, 0) <> q.next_position - 1
  OR COALESCE(line.first, 1) <> 1
  OR COALESCE(line.last, 0) <> q.next_position - 1
