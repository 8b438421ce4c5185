-- Errors and warnings of one form's rows and sheets that no later accepted row of the same unit and thing has taken the
-- place of, and that nobody has waived or explained. What a row or sheet does not name, any later row of its unit
-- answers.
-- One row per finding. Facts as text.
select
    found.rule_id,
    found.severity,
    found.form,
    found.sheet_name,
    found.row_number,
    found.column_name,
    found.waiver_id,
    found.reason_given,
    cast(found.facts as text) as facts,
    cast(layouts.places -> found.column_name as integer) as position,
    returns.return_id,
    returns.file_name,
    units.unit_name,
    projects.project_name
from raw.findings as found
left join raw./* form */_lines as lines on found.line_id = lines.line_id
inner join raw.returns as returns on found.return_id = returns.return_id
inner join marts.programme_performance as published on published.as_of_date = :as_of_date
inner join raw.plan_units as units
    on returns.unit_code = units.unit_code and published.plan_version = units.plan_version
left join raw.plan_projects as projects
    on lines.project_code = projects.project_code and published.plan_version = projects.plan_version
left join raw.return_layouts as layouts
    on found.return_id = layouts.return_id and found.sheet_name = layouts.sheet_name
where
    found.form = '/* form */'
    and found.severity in ('error', 'warning')
    and found.waiver_id is null
    and found.reason_given is not true
    and returns.verdict <> 'refused'
    and returns.recorded_at <= published.known_at
    and coalesce(lines.cutoff_date, returns.cutoff_date, published.as_of_date) <= published.as_of_date
    and not exists (
        select 1
        from raw./* form */_lines as accepted
        inner join raw.returns as later on accepted.return_id = later.return_id
        where
            accepted.is_accepted
            and later.unit_code = returns.unit_code
            and later.recorded_at <= published.known_at
            and (later.received_at, later.return_id) > (returns.received_at, returns.return_id)
            and (lines.cutoff_date is null or accepted.cutoff_date >= lines.cutoff_date)
            /* same_thing */ -- noqa: RF01
    )
order by
    found.severity asc,
    returns.unit_code asc,
    found.return_id asc,
    found.sheet_name asc,
    found.row_number asc,
    found.rule_id asc,
    found.column_name asc
