-- A refund that WeChat did not carry out stands in a list until the money has gone back: an abnormal one, one that was closed and is
-- asked for anew with another number, one that WeChat goes on refusing.
ALTER TABLE refunds
  ADD COLUMN stuck TINYINT NULL COMMENT '1: WeChat failed it, or the one that it is in place of, and the money is not back yet',
  ADD KEY refunds_stuck (stuck, id);

UPDATE refunds r
  LEFT JOIN refunds n ON n.order_id = r.order_id AND n.reason = r.reason AND n.after_sale_id <=> r.after_sale_id AND n.id > r.id
SET r.stuck = 1
WHERE r.state IN ('abnormal', 'closed') AND n.id IS NULL;

-- How an abnormal one stands is asked again and again.
UPDATE refunds SET next_try_at = finished_at WHERE state = 'abnormal';

-- Whose a picture is that a text names.
ALTER TABLE uploads ADD KEY uploads_name (name);
