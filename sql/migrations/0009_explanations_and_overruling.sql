-- Beside the rules that were asked for the entitlement ratio, an order's line keeps the rebate's switches, the extraction
-- ratios that were asked, and the brake. Lines of orders placed before have the first only.
UPDATE order_lines
   SET explanation = JSON_OBJECT('switches', JSON_ARRAY(), 'closed', JSON_EXTRACT('false', '$'), 'extraction', JSON_ARRAY(),
                                 'entitlement', JSON_EXTRACT(explanation, '$'), 'brake', NULL)
 WHERE JSON_TYPE(explanation) = 'ARRAY';

ALTER TABLE settings_versions
  ADD COLUMN overruled JSON NULL COMMENT 'names of what does not fit its margin and was let pass all the same; null: nothing';
