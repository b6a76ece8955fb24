-- The register of AI applications and their way through the funnel.

CREATE TABLE register_counter (
  organisation_id TEXT PRIMARY KEY REFERENCES organisation (id),
  last_number BIGINT NOT NULL
);

-- The record itself is `document` (JSON); the other columns repeat what is filtered and sorted on.
CREATE TABLE application (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  phase TEXT NOT NULL,
  phase_rank BIGINT NOT NULL,
  phase_since BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  search_text TEXT NOT NULL,
  technology TEXT,
  domain TEXT,
  use_case TEXT,
  supplier TEXT,
  supplier_folded TEXT NOT NULL DEFAULT '',
  owner TEXT,
  owner_folded TEXT NOT NULL DEFAULT '',
  risk_class TEXT NOT NULL,
  risk_rank BIGINT NOT NULL,
  medical_device TEXT NOT NULL,
  contract_ends_on BIGINT,
  next_review_on BIGINT,
  completeness BIGINT NOT NULL,
  confirmed_at BIGINT NOT NULL,
  confirmed_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_by TEXT NOT NULL,
  submitted_by TEXT,
  submitted_by_id TEXT,
  submitted_at BIGINT,
  answered_at BIGINT,
  answer TEXT,
  document TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, code)
);
CREATE INDEX application_by_phase ON application (organisation_id, phase_rank, phase_since);
CREATE INDEX application_by_name ON application (organisation_id, name_folded);
CREATE INDEX application_by_use_case ON application (organisation_id, use_case);
CREATE INDEX application_by_submitter ON application (organisation_id, submitted_by_id);

-- What an application has several of: processes and departments to filter on, and the accounts of
-- its owners, who may change it.
CREATE TABLE application_term (
  organisation_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (organisation_id, application_id, kind, term),
  FOREIGN KEY (organisation_id, application_id) REFERENCES application (organisation_id, id)
);
CREATE INDEX application_term_by_term ON application_term (organisation_id, kind, term, application_id);

-- Never changed: what happened to an application, for its history and for the funnel's figures.
CREATE TABLE application_event (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  effective_at BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  from_phase TEXT,
  to_phase TEXT,
  reason TEXT,
  changes TEXT,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, application_id) REFERENCES application (organisation_id, id)
);
CREATE INDEX application_event_by_application
  ON application_event (organisation_id, application_id, at);
CREATE INDEX application_event_by_kind ON application_event (organisation_id, kind, effective_at);

CREATE TABLE saved_view (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  columns TEXT NOT NULL,
  shared BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX saved_view_by_account ON saved_view (organisation_id, account_id);
