-- When a store is open is told with its application, and stands on its page once it was taken in.
ALTER TABLE applications
  ADD COLUMN weekly_hours JSON NULL COMMENT 'null: not told, or of a supplier';
