-- F08: the project's name is neither in the plan nor a curated alias. Near names are suggested, never taken.
-- One row per offending line.
select
    lines.line_id,
    'project_text' as column_name,
    lines.project_text as value,
    coalesce(
        (
            select string_agg(projects.project_name, '、' order by projects.serial_number)
            from checking.projects as projects
            where
                levenshtein(left(projects.project_name, 60), left(lines.project_text, 60)) <= 1
                or levenshtein(
                    replace(projects.project_name, '小区', ''), left(replace(lines.project_text, '小区', ''), 60)
                ) <= 1
        ),
        ''
    ) as suggestions
from checking./* form */_lines as lines
where lines.project_text is not null and lines.project_code is null
