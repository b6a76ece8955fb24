-- A newer version of the list of the market than the one inside the program. It belongs to nobody in
-- particular: every organisation of this instance sees the same.
CREATE TABLE market_list (
  id TEXT PRIMARY KEY,
  covers_until BIGINT NOT NULL,
  imported_at BIGINT NOT NULL
);

CREATE TABLE market_entry (
  list_id TEXT NOT NULL REFERENCES market_list (id),
  number TEXT NOT NULL,
  device TEXT NOT NULL,
  company TEXT NOT NULL,
  panel TEXT NOT NULL,
  product_code TEXT NOT NULL,
  decided_on BIGINT NOT NULL,
  PRIMARY KEY (list_id, number)
);

-- The entry of a list from which an application came. One entry becomes an idea once.
CREATE TABLE application_source (
  organisation_id TEXT NOT NULL,
  list_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  application_id TEXT NOT NULL,
  PRIMARY KEY (organisation_id, list_id, reference),
  FOREIGN KEY (organisation_id, application_id) REFERENCES application (organisation_id, id)
);
CREATE INDEX application_source_by_application ON application_source (organisation_id, application_id);
