-- What settlement writes belongs to something that is there.
SELECT CONCAT('posting ', p.seq, ' of journal ', p.journal_id) AS subject, 'its journal is not there' AS problem
FROM postings p
WHERE NOT EXISTS (SELECT 1 FROM journals j WHERE j.id = p.journal_id)
UNION ALL
SELECT CONCAT('posting ', p.seq, ' of journal ', p.journal_id), CONCAT('its account ', p.account_id, ' is not there')
FROM postings p
WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = p.account_id)
UNION ALL
SELECT CONCAT('payout ', p.id), CONCAT('its entry ', p.entry_id, ' is not there')
FROM payouts p
WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.id = p.entry_id)
UNION ALL
SELECT CONCAT('entry ', e.id), CONCAT('its queue ', e.queue_id, ' is not there')
FROM entries e
WHERE NOT EXISTS (SELECT 1 FROM queues q WHERE q.id = e.queue_id)
UNION ALL
SELECT CONCAT('entry ', e.id), CONCAT('its member ', e.member_id, ' is not there')
FROM entries e
WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.id = e.member_id)
UNION ALL
SELECT CONCAT('entry ', e.id), CONCAT('its line ', e.line_no, ' of order ', e.order_id, ' is not there')
FROM entries e
WHERE NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = e.order_id AND l.line_no = e.line_no)
