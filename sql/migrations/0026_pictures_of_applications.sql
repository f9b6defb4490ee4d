-- Who applies without signing in brings pictures, too.
ALTER TABLE uploads MODIFY COLUMN owner_kind ENUM('member', 'staff', 'operator', 'form') NOT NULL;
