-- How many findings of each severity a return has, and how many of its rows only repeat another.
-- One row per severity.
select
    found.severity,
    count(*) as findings_count,
    count(*) filter (where found.rule_id = 'F10') as repeated_count
from raw.findings as found
where found.return_id = :return_id and found.severity <> 'shadow'
group by found.severity
