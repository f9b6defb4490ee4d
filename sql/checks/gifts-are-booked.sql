-- What gifts were redeemed with stands in the ledger once, and once more when it went back.
SELECT CONCAT('gift order ', g.no) AS subject,
  CONCAT('it is ', g.state, ' and of ', g.amount, ' ', g.balance, ', the ledger says ', COALESCE(taken.amount, 0), ' taken and ',
    COALESCE(back.amount, 0), ' given back') AS problem
FROM gift_orders g
LEFT JOIN (
  SELECT j.journal_key, a.code, -SUM(p.amount) AS amount
  FROM journals j JOIN postings p ON p.journal_id = j.id JOIN accounts a ON a.id = p.account_id
  WHERE j.event = 'giftRedeemed' GROUP BY j.journal_key, a.code
) taken ON taken.journal_key = CONCAT('giftRedeemed:', g.no) AND taken.code = CONCAT('member:', g.member_id, ':', g.balance)
LEFT JOIN (
  SELECT j.journal_key, a.code, SUM(p.amount) AS amount
  FROM journals j JOIN postings p ON p.journal_id = j.id JOIN accounts a ON a.id = p.account_id
  WHERE j.event = 'giftReturned' GROUP BY j.journal_key, a.code
) back ON back.journal_key = CONCAT('giftReturned:', g.no) AND back.code = CONCAT('member:', g.member_id, ':', g.balance)
WHERE COALESCE(taken.amount, 0) <> g.amount
  OR COALESCE(back.amount, 0) <> CASE WHEN g.state = 'cancelled' THEN g.amount ELSE 0 END
UNION ALL
SELECT CONCAT('journal ', j.journal_key), 'no gift order knows of it'
FROM journals j LEFT JOIN gift_orders g ON g.no = SUBSTRING_INDEX(j.journal_key, ':', -1)
WHERE j.event IN ('giftRedeemed', 'giftReturned') AND g.id IS NULL
