-- The receiver's database, version 1 (PRAGMA user_version).
--
-- A column for each field, so that any SQLite tool can read it. A missing text is empty, a missing
-- choice is NULL.

CREATE TABLE consultation (
    -- The order of arrival, which does not depend on the clock.
    arrival          INTEGER PRIMARY KEY AUTOINCREMENT,
    id               TEXT NOT NULL UNIQUE,
    -- RFC 3339, in UTC.
    received_at      TEXT NOT NULL,
    channel          TEXT NOT NULL CHECK (channel IN ('json', 'native')),
    -- The request that this one replaces; it may never have arrived.
    replaces         TEXT,
    -- The request that superseded this one.
    superseded_by    TEXT,
    -- SHA-256 of the content: the request as JSON without its ids.
    digest           BLOB NOT NULL,

    name             TEXT NOT NULL,
    email            TEXT NOT NULL,
    phone            TEXT NOT NULL,
    contact_by       TEXT,
    best_time        TEXT,
    for_whom         TEXT,
    -- A JSON array of section ids.
    topics           TEXT NOT NULL,
    message          TEXT NOT NULL,
    consent_contact  INTEGER NOT NULL,
    consent_text     INTEGER NOT NULL,
    consent_wording  TEXT NOT NULL,
    guide            TEXT NOT NULL,
    guide_revision   TEXT NOT NULL,
    language         TEXT NOT NULL,
    page             TEXT NOT NULL,
    utm_source       TEXT NOT NULL,
    utm_medium       TEXT NOT NULL,
    utm_campaign     TEXT NOT NULL,
    utm_term         TEXT NOT NULL,
    utm_content      TEXT NOT NULL
) STRICT;

CREATE INDEX consultation_replaces ON consultation (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX consultation_digest ON consultation (digest);
