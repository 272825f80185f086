-- 一次导入：一个文件。撤销导入即删去这一行，它带来的决定和未收记录随之删去
-- （撤销少见，为它逐行找一遍即可，不另建索引）。
CREATE TABLE import (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    file        TEXT    NOT NULL,
    sha256      TEXT    NOT NULL CHECK (length(sha256) = 64),
    at          TEXT    NOT NULL,
    profile     TEXT,
    library     TEXT    NOT NULL,
    encoding    TEXT    NOT NULL,
    teaching    INTEGER NOT NULL CHECK (teaching BETWEEN 0 AND 1),
    read        INTEGER NOT NULL CHECK (read = accepted + duplicates + rejected + skipped),
    accepted    INTEGER NOT NULL CHECK (accepted >= 0),
    duplicates  INTEGER NOT NULL CHECK (duplicates >= 0),
    rejected    INTEGER NOT NULL CHECK (rejected >= 0),
    skipped     INTEGER NOT NULL CHECK (skipped >= 0)
) STRICT;

CREATE INDEX import_by_file ON import (sha256);

-- 一行：对一个当事人的一个违法行为的一次处罚。金额以分计；日期只知年月的，记首尾两日。
-- 约束只用比较，不用 IN 和函数：每插入一行都要算，IN 的三个值就要五微秒。JSON 文本以首字符核对种类。
CREATE TABLE decision (
    id                INTEGER PRIMARY KEY,
    import            INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    line              INTEGER NOT NULL CHECK (line > 0),
    identity          INTEGER NOT NULL UNIQUE,
    case_no           TEXT    NOT NULL CHECK (case_no <> ''),
    decided_from      TEXT    NOT NULL CHECK (decided_from >= '1949-01-01'),
    decided_to        TEXT    NOT NULL CHECK (decided_from <= decided_to AND decided_to <= '2099-12-31'),
    act_from          TEXT    CHECK (act_from >= '1949-01-01'),
    act_to            TEXT    CHECK (act_from <= act_to AND act_to <= '2099-12-31'),
    authority         TEXT    NOT NULL CHECK (authority <> ''),
    region            TEXT    CHECK (region >= '000000' AND region <= '999999'),
    domain            TEXT,
    basis             TEXT,
    offence           TEXT,
    subject           TEXT    NOT NULL CHECK (subject = 'unit' OR subject = 'responsible_person' OR subject = 'individual'),
    stage             TEXT,
    party_name        TEXT,
    facts             TEXT    NOT NULL CHECK (facts >= '{' AND facts < '|'),
    circumstances     TEXT    NOT NULL CHECK (circumstances >= '[' AND circumstances < '\\'),
    tier              TEXT,
    outcome           TEXT    CHECK (outcome = 'fined' OR outcome = 'warned' OR outcome = 'not_penalised'),
    fine              INTEGER CHECK (fine >= 0),
    other_penalties   TEXT    NOT NULL CHECK (other_penalties >= '[' AND other_penalties < '\\'),
    narrative         TEXT,
    merged            INTEGER NOT NULL CHECK (merged BETWEEN 0 AND 1),
    earlier_numbering INTEGER NOT NULL CHECK (earlier_numbering BETWEEN 0 AND 1),
    article_inferred  INTEGER NOT NULL CHECK (article_inferred BETWEEN 0 AND 1),
    teaching          INTEGER NOT NULL CHECK (teaching BETWEEN 0 AND 1),
    notes             TEXT    CHECK (notes >= '[' AND notes < '\\'),
    extra             TEXT    CHECK (extra >= '{' AND extra < '|'),
    CHECK (basis IS NOT NULL OR offence IS NOT NULL),
    CHECK ((act_from IS NULL) = (act_to IS NULL))
) STRICT;

CREATE INDEX decision_by_case_no   ON decision (case_no);
CREATE INDEX decision_by_offence   ON decision (offence, decided_from);
CREATE INDEX decision_by_authority ON decision (authority, decided_from);
CREATE INDEX decision_by_day       ON decision (decided_from);
CREATE INDEX decision_by_fine      ON decision (fine);

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
