-- The whole programme on the as-of date.
-- One row per as-of date; none before there is any project. The formulas are those of int_extent_performance.
-- Scope: whole programme.
select * from int_extent_performance
where extent_code = 'ALL'
