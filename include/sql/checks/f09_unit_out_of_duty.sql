-- F09: the unit has no duty to file this form.
-- One row per offending line.
select
    lines.line_id,
    'project_text' as column_name,
    lines.unit_name as unit,
    '/* form */' as form_name
from checking./* form */_lines as lines
cross join checking.plan
where
    not exists (
        select 1
        from raw.plan_duties as duties
        where
            duties.plan_version = plan.plan_version
            and duties.unit_code = lines.unit_code
            and duties.form = '/* form */'
    )
