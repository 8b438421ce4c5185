-- Every indicator summed over the projects to which it applies: how many, of how many it is known, and their figures.
-- One row per indicator. Yuan, households, buildings, m², answers; null where it is known of none.
-- Scope: sums over projects.
select
    cases.indicator_code,
    count(*) filter (where cases.is_applicable) as applicable_count,
    count(*) filter (where cases.is_applicable and cases.reason is null) as known_count,
    sum(cases.part_quantity) filter (where cases.is_applicable and cases.reason is null) as part_quantity,
    sum(cases.whole_quantity) filter (where cases.is_applicable and cases.reason is null) as whole_quantity
from int_indicator_cases as cases
group by cases.indicator_code
