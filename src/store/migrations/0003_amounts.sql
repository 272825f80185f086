-- 罚款可能据以计算的金额，以分计；未知为 NULL，零是已知没有。
ALTER TABLE decision ADD COLUMN illegal_gain  INTEGER CHECK (illegal_gain >= 0);
ALTER TABLE decision ADD COLUMN goods_value   INTEGER CHECK (goods_value >= 0);
ALTER TABLE decision ADD COLUMN annual_income INTEGER CHECK (annual_income >= 0);

-- 裁量因素里已经记有的违法所得是同一个数。
UPDATE decision
SET illegal_gain = CAST(round(json_extract(facts, '$.illegal_gain_yuan') * 100) AS INTEGER)
WHERE instr(facts, '"illegal_gain_yuan":') > 0
  AND json_type(facts, '$.illegal_gain_yuan') IN ('integer', 'real')
  AND json_extract(facts, '$.illegal_gain_yuan') BETWEEN 0 AND 90000000000000;
