-- Nobody receives more than the entitlement; who has it all is done, and who waits has not.
SELECT CONCAT('entry ', e.id) AS subject,
  CONCAT('it is ', e.state, ', received ', e.rewarded_fen, ' of ', e.entitled_fen) AS problem
FROM entries e
WHERE e.rewarded_fen > e.entitled_fen
  OR (e.state = 'done' AND e.rewarded_fen <> e.entitled_fen)
  OR (e.state = 'waiting' AND e.rewarded_fen = e.entitled_fen)
