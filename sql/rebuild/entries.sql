-- What an entry received is the sum of its payouts; what was taken back is below zero.
SELECT e.queue_id, e.position, COALESCE(SUM(p.amount_fen), 0) AS rewarded_fen
FROM entries e
LEFT JOIN payouts p ON p.entry_id = e.id
GROUP BY e.queue_id, e.position
