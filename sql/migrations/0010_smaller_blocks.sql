-- The place in line is read from sums by block. Blocks of 128 positions with a third level above them: fewer rows and
-- fewer pages are read than with blocks of 1,024, and a long line is read as fast as a short one. The sums are made anew.

DELETE FROM queue_blocks;

INSERT INTO queue_blocks (queue_id, level, block, waiting_count, waiting_fen)
SELECT queue_id, 0, position DIV 128, SUM(state = 'waiting'), SUM(IF(state = 'waiting', entitled_fen - rewarded_fen, 0))
FROM entries GROUP BY queue_id, position DIV 128;

INSERT INTO queue_blocks (queue_id, level, block, waiting_count, waiting_fen)
SELECT queue_id, 1, position DIV 16384, SUM(state = 'waiting'), SUM(IF(state = 'waiting', entitled_fen - rewarded_fen, 0))
FROM entries GROUP BY queue_id, position DIV 16384;

INSERT INTO queue_blocks (queue_id, level, block, waiting_count, waiting_fen)
SELECT queue_id, 2, position DIV 2097152, SUM(state = 'waiting'), SUM(IF(state = 'waiting', entitled_fen - rewarded_fen, 0))
FROM entries GROUP BY queue_id, position DIV 2097152;
