-- 对比较结论的核查意见：只增不改，每一行一次意见；一件决定的现状是它最新的一行。
-- 记的是决定的自然身份（文号、违法行为、对象、当事人），不是行号：撤销导入再导入，意见还在。
CREATE TABLE review (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    identity    INTEGER NOT NULL,
    case_no     TEXT    NOT NULL CHECK (case_no <> ''),
    offence     TEXT,
    subject     TEXT    NOT NULL,
    party_name  TEXT,
    act         TEXT    NOT NULL CHECK (act = 'dismissed' OR act = 'confirmed' OR act = 'reopened'),
    verdict     TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    at          TEXT    NOT NULL,
    reviewer    TEXT    CHECK (reviewer <> ''),
    CHECK (act = 'reopened' OR reason <> '')
) STRICT;

CREATE INDEX review_by_identity ON review (identity, id);

CREATE TRIGGER review_never_changes BEFORE UPDATE ON review
BEGIN SELECT RAISE(ABORT, 'review is append-only'); END;
CREATE TRIGGER review_never_goes BEFORE DELETE ON review
BEGIN SELECT RAISE(ABORT, 'review is append-only'); END;
