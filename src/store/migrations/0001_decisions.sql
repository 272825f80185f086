-- 一次导入：一个文件。撤销导入即删去这一行，它带来的决定和未收记录随之删去。
CREATE TABLE import (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    file        TEXT    NOT NULL,
    sha256      TEXT    NOT NULL CHECK (length(sha256) = 64),
    at          TEXT    NOT NULL,
    profile     TEXT,
    library     TEXT    NOT NULL,
    encoding    TEXT    NOT NULL,
    teaching    INTEGER NOT NULL CHECK (teaching IN (0, 1)),
    read        INTEGER NOT NULL CHECK (read = accepted + duplicates + rejected + skipped),
    accepted    INTEGER NOT NULL CHECK (accepted >= 0),
    duplicates  INTEGER NOT NULL CHECK (duplicates >= 0),
    rejected    INTEGER NOT NULL CHECK (rejected >= 0),
    skipped     INTEGER NOT NULL CHECK (skipped >= 0)
) STRICT;

CREATE INDEX import_by_file ON import (sha256);

-- 一行：对一个当事人的一个违法行为的一次处罚。金额以分计；日期只知年月的，记首尾两日。
CREATE TABLE decision (
    id                INTEGER PRIMARY KEY,
    import            INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    line              INTEGER NOT NULL CHECK (line > 0),
    identity          INTEGER NOT NULL UNIQUE,
    case_no           TEXT    NOT NULL CHECK (case_no <> ''),
    decided_from      TEXT    NOT NULL CHECK (length(decided_from) = 10),
    decided_to        TEXT    NOT NULL CHECK (length(decided_to) = 10 AND decided_from <= decided_to),
    act_from          TEXT    CHECK (length(act_from) = 10),
    act_to            TEXT    CHECK (length(act_to) = 10 AND act_from <= act_to),
    authority         TEXT    NOT NULL CHECK (authority <> ''),
    region            TEXT    CHECK (length(region) = 6),
    domain            TEXT,
    basis             TEXT,
    offence           TEXT,
    subject           TEXT    NOT NULL CHECK (subject IN ('unit', 'responsible_person', 'individual')),
    stage             TEXT,
    party_name        TEXT,
    facts             TEXT    NOT NULL CHECK (substr(facts, 1, 1) = '{'),
    circumstances     TEXT    NOT NULL CHECK (substr(circumstances, 1, 1) = '['),
    tier              TEXT,
    outcome           TEXT    CHECK (outcome IN ('fined', 'warned', 'not_penalised')),
    fine              INTEGER CHECK (fine >= 0),
    other_penalties   TEXT    NOT NULL CHECK (substr(other_penalties, 1, 1) = '['),
    narrative         TEXT,
    merged            INTEGER NOT NULL CHECK (merged IN (0, 1)),
    earlier_numbering INTEGER NOT NULL CHECK (earlier_numbering IN (0, 1)),
    article_inferred  INTEGER NOT NULL CHECK (article_inferred IN (0, 1)),
    teaching          INTEGER NOT NULL CHECK (teaching IN (0, 1)),
    notes             TEXT    CHECK (substr(notes, 1, 1) = '['),
    extra             TEXT    CHECK (substr(extra, 1, 1) = '{'),
    CHECK (basis IS NOT NULL OR offence IS NOT NULL),
    CHECK ((act_from IS NULL) = (act_to IS NULL))
) STRICT;

CREATE INDEX decision_by_import    ON decision (import);
CREATE INDEX decision_by_case_no   ON decision (case_no);
CREATE INDEX decision_by_offence   ON decision (offence, decided_from);
CREATE INDEX decision_by_authority ON decision (authority, decided_from);
CREATE INDEX decision_by_domain    ON decision (domain, decided_from);
CREATE INDEX decision_by_day       ON decision (decided_from);

-- 未收的记录：原文照存，什么也不丢。文字与已收记录不同的重复行也存在这里（reason = duplicate）。
CREATE TABLE refused (
    id      INTEGER PRIMARY KEY,
    import  INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    line    INTEGER NOT NULL CHECK (line > 0),
    reason  TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    case_no TEXT,
    raw     TEXT    NOT NULL
) STRICT;

CREATE INDEX refused_by_import ON refused (import, line);
