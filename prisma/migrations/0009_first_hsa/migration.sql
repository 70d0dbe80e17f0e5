-- The first HSA above the service is a rate of its own (décret n° 99-824 of 17 September 1999: × 1,20), rounded once.
ALTER TABLE rate_row ADD COLUMN first_yearly_cents integer;
UPDATE rate_row SET first_yearly_cents = round(yearly_cents * 1.2);
-- Rounding what was rounded already is a cent off for these.
UPDATE rate_row SET first_yearly_cents = exact.cents FROM (VALUES
  ('PEPS', 'CN', '2008-10-01', 114711),
  ('PEPS', 'HC', '2008-10-01', 126183),
  ('AGREGE_EPS', 'HC', '2010-07-01', 179211),
  ('CERTIFIE', 'CN', '2016-07-01', 129896),
  ('PLP', 'CN', '2016-07-01', 129896),
  ('AGREGE', 'CN', '2016-07-01', 185750),
  ('AGREGE_EPS', 'HC', '2016-07-01', 180286),
  ('CERTIFIE', 'HC', '2017-09-01', 149452),
  ('PLP', 'HC', '2017-09-01', 149452),
  ('CERTIFIE', 'HC', '2022-07-01', 157047),
  ('PLP', 'HC', '2022-07-01', 157047),
  ('PEPS', 'CN', '2022-07-01', 128493),
  ('AGREGE_EPS', 'HC', '2022-07-01', 200230),
  ('PEPS', 'CN', '2023-07-01', 130420),
  ('AGREGE', 'CN', '2023-07-01', 209392),
  ('AGREGE', 'HC', '2024-01-01', 232131),
  ('AGREGE_EPS', 'CN', '2024-01-01', 186201)
) AS exact (corps, grade, valid_from, cents)
WHERE rate_row.corps::text = exact.corps AND rate_row.grade::text = exact.grade AND rate_row.valid_from = exact.valid_from::date;
ALTER TABLE rate_row ALTER COLUMN first_yearly_cents SET NOT NULL;
ALTER TABLE rate_row ADD CONSTRAINT rate_row_amounts CHECK (
  hourly_cents > 0 AND yearly_cents > 0 AND first_yearly_cents >= yearly_cents
);
