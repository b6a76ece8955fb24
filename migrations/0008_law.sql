-- The law as it was accepted, what people answered about applications, and which duties are met.

-- All trees and acts of one day, as their files. It belongs to nobody in particular.
CREATE TABLE law_edition (
  id TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  files TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  imported BIGINT NOT NULL
);

-- The edition that the organisation works with. Without a row: the newest.
CREATE TABLE law_setting (
  organisation_id TEXT PRIMARY KEY REFERENCES organisation (id),
  version BIGINT NOT NULL DEFAULT 1,
  edition_id TEXT NOT NULL REFERENCES law_edition (id),
  accepted_at BIGINT NOT NULL,
  accepted_by TEXT NOT NULL,
  public_body BIGINT NOT NULL DEFAULT 0
);

-- Never changed: a new answer is a new row, and only one of a tree is current.
CREATE TABLE law_classification (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  tree_id TEXT NOT NULL,
  tree_version TEXT NOT NULL,
  is_current BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  labels TEXT NOT NULL,
  answers TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  note TEXT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX law_classification_by_application
  ON law_classification (organisation_id, application_id, tree_id, is_current);

-- How far a duty is; without an application it is one of the hospital itself.
CREATE TABLE law_duty (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  application_id TEXT NOT NULL,
  duty_id TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  state TEXT NOT NULL,
  met_on BIGINT,
  met_by TEXT,
  note TEXT,
  evidence TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, application_id, duty_id)
);
