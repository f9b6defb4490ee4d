-- What after-sale refunded of a line is what its line says, was handed to the settlement, and is no more than was paid together
-- with what is still asked for.
SELECT CONCAT('order ', a.order_id, ' line ', a.line_no) AS subject,
  CONCAT(l.refunded_fen, ' is refunded by the line, ', SUM(IF(a.state = 'refunded', a.amount_fen, 0)), ' by its after-sales') AS problem
FROM after_sales a JOIN order_lines l ON l.order_id = a.order_id AND l.line_no = a.line_no
GROUP BY a.order_id, a.line_no, l.refunded_fen
HAVING l.refunded_fen <> SUM(IF(a.state = 'refunded', a.amount_fen, 0))
UNION ALL
SELECT CONCAT('order ', a.order_id, ' line ', a.line_no),
  CONCAT(l.paid_fen, ' was paid, ', SUM(a.amount_fen), ' is refunded or asked for')
FROM after_sales a JOIN order_lines l ON l.order_id = a.order_id AND l.line_no = a.line_no
WHERE a.state NOT IN ('rejected', 'cancelled')
GROUP BY a.order_id, a.line_no, l.paid_fen
HAVING SUM(a.amount_fen) > l.paid_fen
UNION ALL
SELECT CONCAT('after-sale ', a.no), 'it is refunded, and no refund of it succeeded'
FROM after_sales a
WHERE a.state = 'refunded' AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.after_sale_id = a.id AND r.state = 'success')
UNION ALL
SELECT CONCAT('after-sale ', a.no), 'it is refunded, and the settlement was not told'
FROM after_sales a
WHERE a.state = 'refunded'
  AND NOT EXISTS (
    SELECT 1 FROM settlement_tasks t JOIN refunds r ON r.out_refund_no = t.cause
    WHERE t.order_id = a.order_id AND t.kind = 'refunded' AND r.after_sale_id = a.id
  )
