-- What after-sale refunded of a line is what its line says, was handed to the settlement, and is no more than the line is worth (money,
-- deductions and voucher together) with what is still asked for.
SELECT CONCAT('order ', (SELECT o.no FROM orders o WHERE o.id = l.order_id), ' line ', l.line_no) AS subject,
  CONCAT(l.refunded_fen, ' is refunded by the line, ', SUM(IF(a.state = 'refunded', a.amount_fen, 0)), ' by its after-sales') AS problem
FROM after_sales a JOIN order_lines l ON l.order_id = a.order_id AND l.line_no = a.line_no
WHERE l.deducted_fen = 0 AND l.voucher_used = 0
GROUP BY l.order_id, l.line_no, l.refunded_fen
HAVING l.refunded_fen <> SUM(IF(a.state = 'refunded', a.amount_fen, 0))
UNION ALL
SELECT CONCAT('order ', (SELECT o.no FROM orders o WHERE o.id = l.order_id), ' line ', l.line_no),
  CONCAT(l.refunded_fen, ' is refunded by the line, ', COALESCE(SUM(r.amount_fen + r.cash_fen), 0), ' of its money went back')
FROM order_lines l
JOIN after_sales a ON a.order_id = l.order_id AND a.line_no = l.line_no AND a.state = 'refunded'
LEFT JOIN refunds r ON r.after_sale_id = a.id AND r.state = 'success'
WHERE l.deducted_fen > 0 OR l.voucher_used > 0
GROUP BY l.order_id, l.line_no, l.refunded_fen
HAVING l.refunded_fen <> COALESCE(SUM(r.amount_fen + r.cash_fen), 0)
UNION ALL
SELECT CONCAT('order ', (SELECT o.no FROM orders o WHERE o.id = l.order_id), ' line ', l.line_no),
  CONCAT('it came to ', l.paid_fen + l.deducted_fen + l.voucher_used, ', ', SUM(a.amount_fen), ' is refunded or asked for')
FROM after_sales a JOIN order_lines l ON l.order_id = a.order_id AND l.line_no = a.line_no
WHERE a.state NOT IN ('rejected', 'cancelled')
GROUP BY l.order_id, l.line_no, l.paid_fen, l.deducted_fen, l.voucher_used
HAVING SUM(a.amount_fen) > l.paid_fen + l.deducted_fen + l.voucher_used
UNION ALL
SELECT CONCAT('after-sale ', a.no), 'it is refunded, and no refund of it succeeded'
FROM after_sales a
WHERE a.state = 'refunded' AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.after_sale_id = a.id AND r.state = 'success')
UNION ALL
SELECT CONCAT('after-sale ', a.no), 'money of it went back, and the settlement was not told'
FROM after_sales a
WHERE a.state = 'refunded'
  AND EXISTS (SELECT 1 FROM refunds r WHERE r.after_sale_id = a.id AND r.state = 'success' AND r.amount_fen + r.cash_fen > 0)
  AND NOT EXISTS (
    SELECT 1 FROM settlement_tasks t JOIN refunds r ON r.out_refund_no = t.cause
    WHERE t.order_id = a.order_id AND t.kind = 'refunded' AND r.after_sale_id = a.id
  )
