-- Rates of the whole programme.
-- One row per as-of date, rate, measure and base. The formulas are those of int_extent_rates.
-- Scope: whole programme.
select * from int_extent_rates
where extent_code = 'ALL'
