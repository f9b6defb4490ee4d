-- A block's sums are those of its waiting entries, each with what its payouts add up to (server/src/db/blocks.ts).
SELECT e.queue_id, sizes.level, e.position DIV sizes.positions AS block, SUM(e.state = 'waiting') AS waiting_count,
  SUM(CASE WHEN e.state = 'waiting' THEN CAST(e.entitled_fen AS SIGNED) - COALESCE(paid.fen, 0) ELSE 0 END) AS waiting_fen
FROM entries e
JOIN (SELECT 0 AS level, 128 AS positions UNION ALL SELECT 1, 16384 UNION ALL SELECT 2, 2097152) sizes
LEFT JOIN (SELECT entry_id, SUM(amount_fen) AS fen FROM payouts GROUP BY entry_id) paid ON paid.entry_id = e.id
GROUP BY e.queue_id, sizes.level, e.position DIV sizes.positions
