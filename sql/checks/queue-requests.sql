-- A draw or an exchange that settlement applied stands in its entry; a dividend that was paid stands in the ledger, no other does.
SELECT CONCAT('draw of entry ', d.entry_id) AS subject, 'it is applied, its entry was not drawn for' AS problem
FROM draws d LEFT JOIN entries e ON e.id = d.entry_id
WHERE d.state = 'applied' AND NOT COALESCE(e.drawn, FALSE)
UNION ALL
SELECT CONCAT('exchange ', x.id, ' of entry ', x.entry_id), 'it is applied, its entry was not exchanged'
FROM exchanges x LEFT JOIN entries e ON e.id = x.entry_id
WHERE x.state = 'applied' AND e.brought_amount IS NULL
UNION ALL
SELECT CONCAT('dividend ', v.id), CONCAT('it is ', v.state, ' with ', v.paid_fen, ', the ledger says ', COALESCE(paid.amount, 0))
FROM dividends v
LEFT JOIN (
  SELECT j.journal_key, SUM(p.amount) AS amount
  FROM journals j JOIN postings p ON p.journal_id = j.id
  WHERE j.event = 'dividendPaid' AND p.amount > 0 GROUP BY j.journal_key
) paid ON paid.journal_key = CONCAT('dividendPaid:dividend/', v.id)
WHERE COALESCE(paid.amount, 0) <> CASE WHEN v.state = 'paid' THEN v.paid_fen ELSE 0 END
