-- What orders use of balances is set aside while they are unpaid, is sold for when they are paid, and comes back as their refunds say.
SELECT CONCAT('member ', aside.member_id) AS subject,
  CONCAT('unpaid orders use ', SUM(aside.amount), ' more of ', aside.balance, ' than is set aside') AS problem
FROM (
  SELECT CAST(o.member_id AS CHAR) AS member_id, 'cash' AS balance, CAST(o.cash_fen AS SIGNED) AS amount
  FROM orders o WHERE o.state = 'placed'
  UNION ALL
  SELECT CAST(o.member_id AS CHAR), 'points', CAST(o.points_used AS SIGNED) FROM orders o WHERE o.state = 'placed'
  UNION ALL
  SELECT CAST(o.member_id AS CHAR), 'love', CAST(o.love_used AS SIGNED) FROM orders o WHERE o.state = 'placed'
  UNION ALL
  SELECT CAST(o.member_id AS CHAR), 'voucher', CAST(o.voucher_used AS SIGNED) FROM orders o WHERE o.state = 'placed'
  UNION ALL
  SELECT SUBSTRING_INDEX(SUBSTRING_INDEX(code, ':', 2), ':', -1), SUBSTRING_INDEX(code, ':', -1), -balance
  FROM accounts WHERE code LIKE 'member:%:setAside:%'
) aside
GROUP BY aside.member_id, aside.balance
HAVING SUM(aside.amount) <> 0
UNION ALL
SELECT CONCAT('order ', o.no),
  CONCAT('it is ', o.state, ' with ', o.cash_fen, ' of cash, ', o.points_used, ' points, ', o.love_used, ' love, ', o.voucher_used,
    ' of the voucher; the ledger sold for ', COALESCE(sold.cash, 0), ', ', COALESCE(sold.points, 0), ', ', COALESCE(sold.love, 0), ', ',
    COALESCE(sold.voucher, 0))
FROM orders o
LEFT JOIN (
  SELECT j.order_id,
    SUM(IF(a.code LIKE '%:setAside:cash', -t.amount, 0)) AS cash, SUM(IF(a.code LIKE '%:setAside:points', -t.amount, 0)) AS points,
    SUM(IF(a.code LIKE '%:setAside:love', -t.amount, 0)) AS love, SUM(IF(a.code LIKE '%:setAside:voucher', -t.amount, 0)) AS voucher
  FROM journals j JOIN postings t ON t.journal_id = j.id JOIN accounts a ON a.id = t.account_id
  WHERE j.event = 'paymentReceived' AND a.code LIKE 'member:%:setAside:%' GROUP BY j.order_id
) sold ON sold.order_id = o.id
WHERE (COALESCE(sold.cash, 0), COALESCE(sold.points, 0), COALESCE(sold.love, 0), COALESCE(sold.voucher, 0))
  <> (IF(o.state IN ('placed', 'closed'), 0, o.cash_fen), IF(o.state IN ('placed', 'closed'), 0, o.points_used),
    IF(o.state IN ('placed', 'closed'), 0, o.love_used), IF(o.state IN ('placed', 'closed'), 0, o.voucher_used))
UNION ALL
SELECT CONCAT('order ', o.no),
  CONCAT('its lines use ', SUM(l.points_used), ' points, ', SUM(l.love_used), ' love worth ', SUM(l.deducted_fen), ' and ', SUM(l.voucher_used),
    ' of the voucher, the order ', o.points_used, ', ', o.love_used, ', ', o.deducted_fen, ' and ', o.voucher_used)
FROM orders o JOIN order_lines l ON l.order_id = o.id
GROUP BY o.id, o.no, o.points_used, o.love_used, o.deducted_fen, o.voucher_used
HAVING SUM(l.points_used) <> o.points_used OR SUM(l.love_used) <> o.love_used OR SUM(l.voucher_used) <> o.voucher_used
  OR (o.points_used + o.love_used > 0 AND SUM(l.deducted_fen) <> o.deducted_fen)
UNION ALL
SELECT CONCAT('refund ', r.out_refund_no, ' of order ', (SELECT o.no FROM orders o WHERE o.id = r.order_id)),
  CONCAT('it is ', r.state, ' with ', r.cash_fen, ' of cash, ', r.points_back, ' points, ', r.love_back, ' love, ', r.voucher_back,
    ' of the voucher; the ledger returned ', COALESCE(back.cash, 0), ', ', COALESCE(back.points, 0), ', ', COALESCE(back.love, 0), ', ',
    COALESCE(back.voucher, 0))
FROM refunds r
LEFT JOIN (
  SELECT j.journal_key,
    SUM(IF(a.code LIKE '%:cash', t.amount, 0)) AS cash, SUM(IF(a.code LIKE '%:points', t.amount, 0)) AS points,
    SUM(IF(a.code LIKE '%:love', t.amount, 0)) AS love, SUM(IF(a.code LIKE '%:voucher', t.amount, 0)) AS voucher
  FROM journals j JOIN postings t ON t.journal_id = j.id JOIN accounts a ON a.id = t.account_id
  WHERE j.event = 'paymentRefunded' AND a.code LIKE 'member:%' GROUP BY j.journal_key
) back ON back.journal_key = CONCAT('paymentRefunded:', r.out_refund_no)
WHERE (COALESCE(back.cash, 0), COALESCE(back.points, 0), COALESCE(back.love, 0), COALESCE(back.voucher, 0))
  <> (IF(r.state = 'success', r.cash_fen, 0), IF(r.state = 'success', r.points_back, 0), IF(r.state = 'success', r.love_back, 0),
    IF(r.state = 'success', r.voucher_back, 0))
UNION ALL
SELECT CONCAT('order ', o.no),
  CONCAT('of ', o.cash_fen, ' of cash, ', o.points_used, ' points, ', o.love_used, ' love, ', o.voucher_used, ' of the voucher came back ',
    SUM(r.cash_fen), ', ', SUM(r.points_back), ', ', SUM(r.love_back), ', ', SUM(r.voucher_back))
FROM orders o JOIN refunds r ON r.order_id = o.id AND r.state <> 'closed'
GROUP BY o.id, o.no, o.cash_fen, o.points_used, o.love_used, o.voucher_used
HAVING SUM(r.cash_fen) > o.cash_fen OR SUM(r.points_back) > o.points_used OR SUM(r.love_back) > o.love_used
  OR SUM(r.voucher_back) > o.voucher_used
