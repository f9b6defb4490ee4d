-- What WeChat took and gave back stands in the ledger once, with its amount.
SELECT CONCAT('payment ', p.out_trade_no) AS subject,
  CONCAT('it is ', p.state, ' with ', p.amount_fen, ', the ledger says ', COALESCE(booked.amount, 0)) AS problem
FROM payments p
LEFT JOIN (
  SELECT j.order_id, SUM(-t.amount) AS amount
  FROM journals j JOIN postings t ON t.journal_id = j.id JOIN accounts a ON a.id = t.account_id
  WHERE j.event = 'paymentReceived' AND a.code = 'wechat' GROUP BY j.order_id
) booked ON booked.order_id = p.order_id
WHERE COALESCE(booked.amount, 0) <> CASE WHEN p.state IN ('paid', 'late') THEN p.amount_fen ELSE 0 END
UNION ALL
SELECT CONCAT('refund ', r.out_refund_no, ' of order ', (SELECT o.no FROM orders o WHERE o.id = r.order_id)),
  CONCAT('it is ', r.state, ' with ', r.amount_fen, ', the ledger says ', COALESCE(booked.amount, 0))
FROM refunds r
LEFT JOIN (
  SELECT j.journal_key, SUM(t.amount) AS amount
  FROM journals j JOIN postings t ON t.journal_id = j.id JOIN accounts a ON a.id = t.account_id
  WHERE j.event = 'paymentRefunded' AND a.code = 'wechat' GROUP BY j.journal_key
) booked ON booked.journal_key = CONCAT('paymentRefunded:', r.out_refund_no)
WHERE COALESCE(booked.amount, 0) <> CASE WHEN r.state = 'success' THEN r.amount_fen ELSE 0 END
