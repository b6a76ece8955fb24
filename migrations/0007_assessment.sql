-- Instruments, and what people fill in with them.

-- For which disciplines a member signs.
CREATE TABLE discipline_holder (
  organisation_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  discipline TEXT NOT NULL,
  PRIMARY KEY (organisation_id, account_id, discipline),
  FOREIGN KEY (organisation_id, account_id) REFERENCES membership (organisation_id, account_id)
);

-- An organisation's own instruments, and every version that shipped of which an assessment was made:
-- an assessment stays with the questions that it was begun with.
CREATE TABLE instrument (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  own BIGINT NOT NULL,
  document TEXT NOT NULL,
  source TEXT,
  added_at BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id, version)
);

CREATE TABLE assessment (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  instrument_id TEXT NOT NULL,
  instrument_version TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT,
  subject_version TEXT,
  subject_name TEXT NOT NULL,
  title TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'completed')),
  round BIGINT NOT NULL DEFAULT 1,
  last_instance BIGINT NOT NULL DEFAULT 0,
  outcome TEXT,
  scores TEXT NOT NULL,
  asked BIGINT NOT NULL,
  answered BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_by TEXT NOT NULL,
  completed_at BIGINT,
  completed_by TEXT,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, instrument_id, instrument_version)
    REFERENCES instrument (organisation_id, id, version)
);
CREATE INDEX assessment_by_subject ON assessment (organisation_id, subject_kind, subject_id);
CREATE INDEX assessment_by_instrument ON assessment (organisation_id, instrument_id, created_at);

-- The latest answer to each question. In a group that repeats, `instance` says which time; 0: none.
-- What no longer fits a newer version of the instrument is kept with the version that it fitted in
-- `kept_from`; an answer to a present question has the empty text there.
CREATE TABLE assessment_answer (
  organisation_id TEXT NOT NULL,
  assessment_id TEXT NOT NULL,
  link_id TEXT NOT NULL,
  instance BIGINT NOT NULL,
  kept_from TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL,
  content TEXT NOT NULL,
  answered_at BIGINT NOT NULL,
  answered_by TEXT NOT NULL,
  answered_by_id TEXT,
  PRIMARY KEY (organisation_id, assessment_id, link_id, instance, kept_from),
  FOREIGN KEY (organisation_id, assessment_id) REFERENCES assessment (organisation_id, id)
);

CREATE TABLE assessment_instance (
  organisation_id TEXT NOT NULL,
  assessment_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  link_id TEXT NOT NULL,
  within BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, assessment_id, number),
  FOREIGN KEY (organisation_id, assessment_id) REFERENCES assessment (organisation_id, id)
);

-- What people say and show about a question: a comment, a file or a link. Never changed.
CREATE TABLE assessment_note (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  assessment_id TEXT NOT NULL,
  link_id TEXT NOT NULL,
  text TEXT NOT NULL,
  link TEXT,
  at BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, assessment_id) REFERENCES assessment (organisation_id, id)
);
CREATE INDEX assessment_note_by_assessment ON assessment_note (organisation_id, assessment_id);

-- Never changed. A signature stands for one round: reopening begins the next.
CREATE TABLE assessment_signature (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  assessment_id TEXT NOT NULL,
  round BIGINT NOT NULL,
  discipline TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('agreed', 'objected')),
  remark TEXT,
  at BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, assessment_id) REFERENCES assessment (organisation_id, id)
);
CREATE INDEX assessment_signature_by_assessment
  ON assessment_signature (organisation_id, assessment_id);

-- Never changed: who did what to an assessment, and what an answer was before.
CREATE TABLE assessment_event (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  assessment_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  link_id TEXT,
  instance BIGINT,
  at BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  reason TEXT,
  content TEXT,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, assessment_id) REFERENCES assessment (organisation_id, id)
);
CREATE INDEX assessment_event_by_assessment
  ON assessment_event (organisation_id, assessment_id, at);
