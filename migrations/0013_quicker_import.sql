-- Lists are found, sorted and counted in memory since the index of the register: nothing reads these.
DROP INDEX application_by_phase;
DROP INDEX application_by_name;

-- Terms are derived from the record and written in the transaction that writes it. Looking for their
-- application once more cost an import time (docs/bench.md). Neither database drops a reference alone
-- in the same words, so the table is made anew.
CREATE TABLE term_of_application (
  organisation_id TEXT NOT NULL,
  application_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (organisation_id, application_id, kind, term)
);
INSERT INTO term_of_application (organisation_id, application_id, kind, term)
  SELECT organisation_id, application_id, kind, term FROM application_term;
DROP TABLE application_term;
ALTER TABLE term_of_application RENAME TO application_term;
CREATE INDEX application_term_by_term ON application_term (organisation_id, kind, term, application_id);
