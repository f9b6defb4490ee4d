-- Reviews that wait for a merchant's answer, newest first, without reading those that were answered.

ALTER TABLE reviews ADD KEY reviews_to_answer (merchant_id, answered_at, id);
