-- Files that prove something. Each content is kept once an organisation, under its SHA-256.

CREATE TABLE evidence_content (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  sha256 TEXT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, sha256)
);

CREATE TABLE evidence_file (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, sha256) REFERENCES evidence_content (organisation_id, sha256)
);
CREATE INDEX evidence_file_by_content ON evidence_file (organisation_id, sha256);
