-- Rounds of a sector body, who takes part, what they sent; and at a hospital, what it sends.

-- The private half is computed from the audit key, the organisation and the salt: nowhere kept.
CREATE TABLE signing_key (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  salt TEXT NOT NULL,
  public_key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);

-- At the hub: who takes part. Of a code only a hash is kept; it is gone once it is used.
CREATE TABLE sector_member (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  type TEXT NOT NULL,
  ambition TEXT NOT NULL,
  region TEXT NOT NULL,
  size TEXT NOT NULL,
  code_hash TEXT,
  code_expires_at BIGINT,
  public_key TEXT,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, name_folded)
);

-- Every key that a member ever had, the present one too: never changed but for its end.
CREATE TABLE sector_member_key (
  organisation_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  pinned_at BIGINT NOT NULL,
  replaced_at BIGINT,
  PRIMARY KEY (organisation_id, member_id, public_key),
  FOREIGN KEY (organisation_id, member_id) REFERENCES sector_member (organisation_id, id)
);

CREATE TABLE sector_round (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  title TEXT NOT NULL,
  instrument_id TEXT NOT NULL,
  instrument_version TEXT NOT NULL,
  year BIGINT NOT NULL,
  opens_on BIGINT NOT NULL,
  closes_on BIGINT NOT NULL,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);

CREATE TABLE sector_invitation (
  organisation_id TEXT NOT NULL,
  round_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  invited_at BIGINT NOT NULL,
  started_at BIGINT,
  PRIMARY KEY (organisation_id, round_id, member_id),
  FOREIGN KEY (organisation_id, round_id) REFERENCES sector_round (organisation_id, id),
  FOREIGN KEY (organisation_id, member_id) REFERENCES sector_member (organisation_id, id)
);

-- What was sent, byte for byte, and the receipt that was given. Never changed but for what replaced
-- it: the one that nothing replaced counts, and there is one of those.
CREATE TABLE sector_submission (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  round_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  document TEXT NOT NULL,
  receipt TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  replaced_by TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, round_id, member_id, replaced_by),
  FOREIGN KEY (organisation_id, round_id, member_id)
    REFERENCES sector_invitation (organisation_id, round_id, member_id)
);

CREATE TABLE sector_publication (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  round_id TEXT NOT NULL,
  document TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  published_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, round_id) REFERENCES sector_round (organisation_id, id)
);

-- At the hospital: with whom it is enrolled, as what, and what that sector body signs with.
CREATE TABLE sector_enrolment (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  id TEXT NOT NULL,
  address TEXT NOT NULL,
  hub_id TEXT NOT NULL,
  hub_name TEXT NOT NULL,
  hub_key TEXT NOT NULL,
  member_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  enrolled_at BIGINT NOT NULL,
  enrolled_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, hub_id),
  FOREIGN KEY (organisation_id, key_id) REFERENCES signing_key (organisation_id, id)
);

-- A round as the sector body last told it, and the assessment that answers it.
CREATE TABLE sector_known_round (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  description TEXT NOT NULL,
  assessment_id TEXT,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, enrolment_id) REFERENCES sector_enrolment (organisation_id, id)
);

-- What leaves, byte for byte, until and after a receipt came for it.
CREATE TABLE sector_package (
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  round_id TEXT NOT NULL,
  document TEXT NOT NULL,
  kept_home TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  tried_at BIGINT,
  refusal TEXT,
  receipt TEXT,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, round_id) REFERENCES sector_known_round (organisation_id, id)
);
CREATE INDEX sector_package_by_round ON sector_package (organisation_id, round_id, created_at);
