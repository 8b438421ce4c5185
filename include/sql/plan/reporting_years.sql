-- The years in which a plan's returns fall due: from its first cut-off to the year after its last.
-- One row; no year at all for a plan that owes no return.
select
    coalesce(extract(year from min(calendar.first_cutoff_date)), 0)::integer as first_year,
    coalesce(extract(year from max(calendar.last_cutoff_date)) + 1, -1)::integer as last_year
from raw.plan_reporting_calendar as calendar
where calendar.plan_version = :plan_version
