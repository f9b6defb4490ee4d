-- In a queue that was wound down nobody waits and no money lies.
SELECT CONCAT('queue ', queue_key) AS subject,
  CONCAT('it is closed, and ', waiting_count, ' wait with a pool of ', pool_fen) AS problem
FROM queues WHERE closed AND (waiting_count <> 0 OR pool_fen <> 0)
