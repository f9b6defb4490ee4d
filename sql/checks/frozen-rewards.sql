-- What is frozen for a member is the sum of the member's frozen rewards.
SELECT CONCAT('member ', frozen.member_id) AS subject,
  CONCAT('frozen rewards add up to ', SUM(frozen.amount), ' more than the frozen balance') AS problem
FROM (
  SELECT CAST(member_id AS CHAR) AS member_id, CAST(amount_fen AS SIGNED) AS amount FROM rewards WHERE state = 'frozen'
  UNION ALL
  SELECT SUBSTRING_INDEX(SUBSTRING_INDEX(code, ':', 2), ':', -1), -balance FROM accounts WHERE code LIKE 'member:%:frozen'
) frozen
GROUP BY frozen.member_id
HAVING SUM(frozen.amount) <> 0
