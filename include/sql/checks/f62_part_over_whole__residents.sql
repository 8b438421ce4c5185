-- F62: more households consent than were surveyed, or more answers are content than are valid.
-- One row per line and figure.
select
    lines.line_id,
    'consenting_households_count' as column_name,
    lines.consenting_households_count as value,
    lines.surveyed_households_count as whole
from checking.residents_lines as lines
where lines.consenting_households_count > lines.surveyed_households_count
union all
select
    lines.line_id,
    'valid_answers_count' as column_name,
    coalesce(lines.very_satisfied_count, 0) + coalesce(lines.satisfied_count, 0) as value,
    lines.valid_answers_count as whole
from checking.residents_lines as lines
where coalesce(lines.very_satisfied_count, 0) + coalesce(lines.satisfied_count, 0) > lines.valid_answers_count
