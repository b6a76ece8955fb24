-- What a sector body published, once for each round, and what a hospital keeps of it.

-- Which hospitals were in which group that was shown: for the next publication, and for nobody else.
ALTER TABLE sector_publication ADD COLUMN shown_groups TEXT NOT NULL DEFAULT '[]';
CREATE UNIQUE INDEX sector_publication_by_round ON sector_publication (organisation_id, round_id);

CREATE TABLE sector_known_publication (
  organisation_id TEXT NOT NULL,
  round_id TEXT NOT NULL,
  document TEXT NOT NULL,
  fetched_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, round_id),
  FOREIGN KEY (organisation_id, round_id) REFERENCES sector_known_round (organisation_id, id)
);
