-- Who works in the console, what they did there, and the versions of the settings that they publish.

CREATE TABLE operators (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  login           VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'in lower case',
  name            VARCHAR(32) NOT NULL,
  role            ENUM('owner', 'finance', 'service', 'catalogue', 'auditor') NOT NULL,
  password_hash   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'scrypt, with its parameters',
  one_time_until  DATETIME(3) NULL COMMENT 'somebody else made the password: it is good until then, and has to be changed',
  failed_attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'since the last success',
  locked_until    DATETIME(3) NULL,
  totp_secret     VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'encrypted; null: no second factor',
  totp_step       INT UNSIGNED NULL COMMENT 'of the last code that was used: none is good twice',
  totp_pending    VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'encrypted; becomes the secret with its first code',
  demo            BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'of the demo: refused where the shop is none',
  disabled_at     DATETIME(3) NULL,
  created_at      DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY operators_login (login)
);

CREATE TABLE operator_sessions (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  operator_id BIGINT UNSIGNED NOT NULL,
  token_hash  BINARY(32) NOT NULL COMMENT 'SHA-256; the token itself is kept by the client only',
  created_at  DATETIME(3) NOT NULL,
  expires_at  DATETIME(3) NOT NULL,
  ended_at    DATETIME(3) NULL COMMENT 'signed out, password changed, or disabled',
  PRIMARY KEY (id),
  UNIQUE KEY operator_sessions_token (token_hash),
  KEY operator_sessions_of_operator (operator_id, id),
  CONSTRAINT operator_sessions_operator_fk FOREIGN KEY (operator_id) REFERENCES operators (id)
);

-- Every write of an operator, in the transaction of that write. Written once: the database itself refuses to change or remove it.
CREATE TABLE operator_audit (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  at           DATETIME(3) NOT NULL,
  operator_id  BIGINT UNSIGNED NULL COMMENT 'null: the shop itself, or a command at its machine',
  action       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what was changed: operator:7, settings:12',
  before_state JSON NULL COMMENT 'null: it was not there',
  after_state  JSON NULL COMMENT 'null: it is gone',
  PRIMARY KEY (id),
  KEY operator_audit_operator (operator_id, id),
  KEY operator_audit_action (action, id),
  KEY operator_audit_subject (subject, id),
  CONSTRAINT operator_audit_operator_fk FOREIGN KEY (operator_id) REFERENCES operators (id)
);

CREATE TRIGGER operator_audit_refuse_update BEFORE UPDATE ON operator_audit
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'operator_audit is append-only';

CREATE TRIGGER operator_audit_refuse_delete BEFORE DELETE ON operator_audit
  FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'operator_audit is append-only';

ALTER TABLE settings_versions
  MODIFY COLUMN published_at DATETIME(3) NOT NULL COMMENT 'in force from then on, until the next one is',
  ADD COLUMN created_at DATETIME(3) NULL COMMENT 'when it was published or scheduled; null: when it came into force',
  ADD COLUMN operator_id BIGINT UNSIGNED NULL COMMENT 'null: the shop itself',
  ADD COLUMN confirmed JSON NULL COMMENT 'rewards above zero that the operator confirmed expressly; null: none',
  ADD COLUMN copied_from_id INT UNSIGNED NULL COMMENT 'rolled back to this version''s content',
  ADD COLUMN cancelled_at DATETIME(3) NULL COMMENT 'a scheduled one that never comes into force',
  ADD COLUMN cancelled_by_id BIGINT UNSIGNED NULL,
  ADD CONSTRAINT settings_versions_operator_fk FOREIGN KEY (operator_id) REFERENCES operators (id);
