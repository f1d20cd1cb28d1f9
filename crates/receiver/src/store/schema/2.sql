-- The receiver's database, version 2: nothing that a flood of requests for one id, or of form posts, could
-- make slow; what staff need to work with requests; and what they did.

-- SHA-256 of the content as a form would post it, without the page and its campaign: what JSON and a
-- form post of the same words have in common.
ALTER TABLE consultation ADD COLUMN bare_digest BLOB NOT NULL DEFAULT x'';

CREATE INDEX consultation_bare_digest ON consultation (bare_digest);
-- Of those that name an id only the ones that nothing has superseded are ever changed.
CREATE INDEX consultation_open_replaces ON consultation (replaces)
    WHERE replaces IS NOT NULL AND superseded_by IS NULL;
CREATE INDEX consultation_superseded_by ON consultation (superseded_by)
    WHERE superseded_by IS NOT NULL;

-- When staff first opened it, and when they said that it is done: RFC 3339, in UTC.
ALTER TABLE consultation ADD COLUMN opened_at TEXT;
ALTER TABLE consultation ADD COLUMN done_at TEXT;

-- Whether the words of consent are those of the guide and its edition, as the site had it; NULL where
-- nobody looked.
ALTER TABLE consultation ADD COLUMN consent_known INTEGER;

-- What staff wrote about a request.
CREATE TABLE note (
    note        INTEGER PRIMARY KEY AUTOINCREMENT,
    arrival     INTEGER NOT NULL REFERENCES consultation (arrival),
    written_at  TEXT NOT NULL,
    text        TEXT NOT NULL
) STRICT;

CREATE INDEX note_arrival ON note (arrival);

-- What staff did, without a word of a visitor.
CREATE TABLE audit (
    entry   INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    -- The user of the machine.
    who     TEXT NOT NULL,
    action  TEXT NOT NULL,
    -- References, or how many requests.
    what    TEXT NOT NULL,
    -- SHA-256 of the hash before and of this entry, so that one that was changed or taken out shows.
    hash    BLOB NOT NULL
) STRICT;
