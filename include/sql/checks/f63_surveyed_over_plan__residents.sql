-- F63: more households were surveyed than the plan counts in the community.
-- One row per offending line.
select
    lines.line_id,
    'surveyed_households_count' as column_name,
    lines.surveyed_households_count as value,
    lines.planned_households_count as planned
from checking.residents_lines as lines
where lines.surveyed_households_count > lines.planned_households_count
