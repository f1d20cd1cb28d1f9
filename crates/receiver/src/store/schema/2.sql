-- The receiver's database, version 2: what a flood of requests that name one id, or of form posts, can
-- make slow.

-- SHA-256 of the content as a form would post it, without the page and its campaign: what JSON and a
-- form post of the same words have in common.
ALTER TABLE consultation ADD COLUMN bare_digest BLOB NOT NULL DEFAULT x'';

CREATE INDEX consultation_bare_digest ON consultation (bare_digest);
-- Of those that name an id only the ones that nothing has superseded are ever changed.
CREATE INDEX consultation_open_replaces ON consultation (replaces)
    WHERE replaces IS NOT NULL AND superseded_by IS NULL;
