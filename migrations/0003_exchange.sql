-- Which column of a spreadsheet is which field, as somebody once pointed out. An empty field: none.
CREATE TABLE exchange_column (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  name_folded TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (organisation_id, name_folded)
);
