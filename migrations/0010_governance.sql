-- Gates of the funnel, what people do about them, and the decisions of the AI board.

-- Without a row: cards are moved by hand too.
CREATE TABLE gate_setting (
  organisation_id TEXT PRIMARY KEY REFERENCES organisation (id),
  version BIGINT NOT NULL,
  binding BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL
);

-- Never changed: who signs again adds a row, and the newest counts.
CREATE TABLE gate_signature (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  phase TEXT NOT NULL,
  discipline TEXT NOT NULL,
  verdict TEXT NOT NULL,
  remark TEXT,
  signed_at BIGINT NOT NULL,
  signed_by TEXT NOT NULL,
  signed_by_id TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, application_id) REFERENCES application (organisation_id, id)
);
CREATE INDEX gate_signature_by_application ON gate_signature (organisation_id, application_id);

-- Never changed: an expired one stays to be seen.
CREATE TABLE gate_waiver (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  phase TEXT NOT NULL,
  requirement TEXT NOT NULL,
  reason TEXT NOT NULL,
  expires_on BIGINT NOT NULL,
  granted_at BIGINT NOT NULL,
  granted_by TEXT NOT NULL,
  granted_by_id TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, application_id) REFERENCES application (organisation_id, id)
);
CREATE INDEX gate_waiver_by_application ON gate_waiver (organisation_id, application_id);

CREATE TABLE gate_document (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  link TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, application_id) REFERENCES application (organisation_id, id)
);
CREATE INDEX gate_document_by_application ON gate_document (organisation_id, application_id);

-- Never changed. `snapshot` is what was known, byte for byte; `basis` what reopens the gate when it
-- changes.
CREATE TABLE decision (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  phase TEXT NOT NULL,
  to_phase TEXT,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  supersedes TEXT,
  basis TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_by_id TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, application_id) REFERENCES application (organisation_id, id)
);
CREATE INDEX decision_by_application ON decision (organisation_id, application_id, decided_at);

-- Only how it ended is filled in later.
CREATE TABLE decision_condition (
  organisation_id TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  text TEXT NOT NULL,
  owner TEXT NOT NULL,
  due_on BIGINT NOT NULL,
  met_at BIGINT,
  met_by TEXT,
  note TEXT,
  PRIMARY KEY (organisation_id, decision_id, number),
  FOREIGN KEY (organisation_id, decision_id) REFERENCES decision (organisation_id, id)
);
