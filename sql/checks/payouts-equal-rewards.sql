-- What an entry received is the sum of its payouts, and each of them is in the ledger.
SELECT CONCAT('entry ', e.id) AS subject,
  CONCAT('it received ', e.rewarded_fen, ', its payouts add up to ', COALESCE(paid.amount, 0)) AS problem
FROM entries e
LEFT JOIN (SELECT entry_id, SUM(amount_fen) AS amount FROM payouts GROUP BY entry_id) paid ON paid.entry_id = e.id
WHERE e.rewarded_fen <> COALESCE(paid.amount, 0)
UNION ALL
SELECT CONCAT('entry ', paid.entry_id),
  CONCAT('it was paid ', paid.amount, ', the ledger says ', COALESCE(booked.amount, 0))
FROM (SELECT entry_id, SUM(amount_fen) AS amount FROM payouts WHERE kind <> 'takenBack' GROUP BY entry_id) paid
LEFT JOIN (SELECT entry_id, SUM(amount) AS amount FROM postings WHERE entry_id IS NOT NULL GROUP BY entry_id) booked
  ON booked.entry_id = paid.entry_id
WHERE paid.amount <> COALESCE(booked.amount, 0)
