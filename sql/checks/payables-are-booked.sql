-- What merchants are owed is what their lines say, stands in the ledger, is in one statement, and is paid once.
SELECT CONCAT('order ', o.no, ' line ', l.line_no) AS subject,
  CONCAT('its merchant is owed ', due.amount_fen, ', ', COALESCE(booked.amount_fen, 0), ' is booked') AS problem
FROM order_lines l
JOIN orders o ON o.id = l.order_id
JOIN (
  -- A store: net paid less the commission, with the freight of what it sent; a supplier: the supply price of the pieces that are kept.
  SELECT l.order_id, l.line_no,
    CASE
      WHEN o.kind <> 'mall' THEN CAST(l.paid_fen - l.refunded_fen AS SIGNED)
        - CAST(FLOOR((l.paid_fen - l.refunded_fen) * o.commission_ratio) AS SIGNED)
        + IF(o.kind = 'store' AND o.delivery = 'express' AND l.line_no = 0, CAST(o.freight_fen AS SIGNED), 0)
      WHEN l.paid_fen + l.deducted_fen + l.voucher_used > 0
        AND COALESCE(back.amount_fen, 0) >= l.paid_fen + l.deducted_fen + l.voucher_used THEN 0
      ELSE CAST(l.cost_fen * GREATEST(CAST(l.quantity AS SIGNED) - CAST(l.withdrawn AS SIGNED) - CAST(COALESCE(back.pieces, 0) AS SIGNED), 0)
        DIV l.quantity AS SIGNED)
    END AS amount_fen
  FROM orders o
  JOIN order_lines l ON l.order_id = o.id
  LEFT JOIN (
    SELECT order_id, line_no, SUM(amount_fen) AS amount_fen, SUM(IF(kind = 'returnRefund', quantity, 0)) AS pieces
    FROM after_sales WHERE state = 'refunded' GROUP BY order_id, line_no
  ) back ON back.order_id = l.order_id AND back.line_no = l.line_no
  WHERE o.completed_at IS NOT NULL AND l.merchant_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM payable_tasks t WHERE t.order_id = o.id)
) due ON due.order_id = l.order_id AND due.line_no = l.line_no
LEFT JOIN (
  SELECT order_id, line_no, SUM(amount_fen) AS amount_fen FROM payables GROUP BY order_id, line_no
) booked ON booked.order_id = l.order_id AND booked.line_no = l.line_no
WHERE due.amount_fen <> COALESCE(booked.amount_fen, 0)
UNION ALL
SELECT CONCAT('payable ', p.id, ' of merchant ', p.merchant_id), CONCAT('it is of ', p.amount_fen, ', the ledger says ', COALESCE(posted.amount, 0))
FROM payables p
LEFT JOIN (
  SELECT j.journal_key, a.code, SUM(t.amount) AS amount
  FROM journals j JOIN postings t ON t.journal_id = j.id JOIN accounts a ON a.id = t.account_id
  WHERE j.event IN ('payableBooked', 'payableReduced') AND a.code LIKE 'merchant:%' GROUP BY j.journal_key, a.code
) posted
  ON posted.journal_key = CONCAT(IF(p.amount_fen > 0, 'payableBooked:', 'payableReduced:'), p.order_id, '/', p.line_no, '/', p.nth)
  AND posted.code = CONCAT('merchant:', p.merchant_id, ':payable')
WHERE p.amount_fen <> COALESCE(posted.amount, 0)
UNION ALL
SELECT CONCAT('payout ', m.no, ' of merchant ', m.merchant_id), CONCAT('it is ', m.state, ' with ', m.amount_fen, ', the ledger says ', COALESCE(-posted.amount, 0))
FROM merchant_payouts m
LEFT JOIN (
  SELECT j.journal_key, a.code, SUM(t.amount) AS amount
  FROM journals j JOIN postings t ON t.journal_id = j.id JOIN accounts a ON a.id = t.account_id
  WHERE j.event = 'merchantPaid' AND a.code LIKE 'merchant:%' GROUP BY j.journal_key, a.code
) posted ON posted.journal_key = CONCAT('merchantPaid:', m.id) AND posted.code = CONCAT('merchant:', m.merchant_id, ':payable')
WHERE COALESCE(-posted.amount, 0) <> IF(m.state = 'paid', m.amount_fen, 0)
UNION ALL
SELECT CONCAT('merchant ', owed.merchant_id), CONCAT('it is owed ', SUM(owed.amount), ' more than its account says')
FROM (
  SELECT CAST(merchant_id AS CHAR) AS merchant_id, amount_fen AS amount FROM payables
  UNION ALL
  SELECT CAST(merchant_id AS CHAR), -CAST(amount_fen AS SIGNED) FROM merchant_payouts WHERE state = 'paid'
  UNION ALL
  SELECT SUBSTRING_INDEX(SUBSTRING_INDEX(code, ':', 2), ':', -1), -balance FROM accounts WHERE code LIKE 'merchant:%:payable'
) owed
GROUP BY owed.merchant_id
HAVING SUM(owed.amount) <> 0
UNION ALL
SELECT CONCAT('statement ', d.id, ' of merchant ', d.merchant_id), CONCAT('it comes to ', d.payable_fen, ', its lines to ', COALESCE(SUM(p.amount_fen), 0))
FROM day_statements d
LEFT JOIN payables p ON p.statement_id = d.id AND p.merchant_id = d.merchant_id AND p.day = d.day
GROUP BY d.id, d.merchant_id, d.payable_fen
HAVING d.payable_fen <> COALESCE(SUM(p.amount_fen), 0)
UNION ALL
SELECT CONCAT('payout ', m.no, ' of merchant ', m.merchant_id), CONCAT('it is ', m.state, ' with ', m.amount_fen, ', its statements come to ', COALESCE(SUM(d.payable_fen), 0))
FROM merchant_payouts m
LEFT JOIN day_statements d ON d.payout_id = m.id AND d.merchant_id = m.merchant_id
GROUP BY m.id, m.no, m.merchant_id, m.state, m.amount_fen
HAVING COALESCE(SUM(d.payable_fen), 0) <> IF(m.state IN ('rejected', 'cancelled'), 0, m.amount_fen)
