-- Personal tokens for scripts. Only a hash is kept, so that a copy of the database opens nothing.

CREATE TABLE api_token (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  permissions TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX api_token_by_account ON api_token (account_id);
