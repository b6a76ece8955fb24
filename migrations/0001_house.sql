-- Organisations, the people who belong to them, and the audit trail.

CREATE TABLE organisation (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('hospital', 'sector_body')),
  is_example BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  password_change_required BIGINT NOT NULL DEFAULT 1,
  is_example BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  last_sign_in_at BIGINT,
  last_acting_for TEXT
);

CREATE TABLE membership (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  version BIGINT NOT NULL DEFAULT 1,
  active BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (organisation_id, account_id)
);
CREATE INDEX membership_by_account ON membership (account_id);

CREATE TABLE department (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  active BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, name_folded)
);

-- A role in the whole organisation has the empty department.
CREATE TABLE role_grant (
  organisation_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  role TEXT NOT NULL,
  department_id TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (organisation_id, account_id, role, department_id),
  FOREIGN KEY (organisation_id, account_id) REFERENCES membership (organisation_id, account_id)
);

-- Only a hash of the cookie is kept, so that a copy of the database opens no session.
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  acting_for TEXT NOT NULL REFERENCES organisation (id),
  csrf_token TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE sign_in_failure (
  subject TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);

CREATE TABLE audit_head (
  organisation_id TEXT PRIMARY KEY,
  sequence BIGINT NOT NULL,
  hash TEXT NOT NULL,
  seal TEXT NOT NULL
);

CREATE TABLE audit_entry (
  organisation_id TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  actor_id TEXT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT,
  subject_label TEXT,
  origin TEXT NOT NULL,
  details TEXT,
  hash TEXT NOT NULL,
  PRIMARY KEY (organisation_id, sequence)
);
CREATE INDEX audit_entry_by_subject ON audit_entry (organisation_id, subject_id, sequence);
CREATE INDEX audit_entry_by_action ON audit_entry (organisation_id, action, sequence);
