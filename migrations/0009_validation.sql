-- Validations: what a model did on the hospital's own patients. Aggregates alone; no row of a patient.

CREATE TABLE validation (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  application_version TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  data_sha256 TEXT NOT NULL,
  summary TEXT NOT NULL,
  claims TEXT NOT NULL,
  plan TEXT,
  result TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, application_id) REFERENCES application (organisation_id, id) ON DELETE CASCADE
);
CREATE INDEX validation_of_application ON validation (organisation_id, application_id, added_at);
