-- Each change of a project's scheme as it stands, and whether it is the newest word on the project's cost. Yuan.
-- One row per project and change number: the newest cut-off's line, the finance bureau's before another unit's.
-- First reported: the earliest cut-off at which anybody filed the change.
-- Still proposed: the newest change, and every other that names no confirmation and by whose amount the confirmed total
-- has not moved since it was filed.
-- Scope: one project.
with newest as (

    select distinct on (lines.project_code, lines.change_number)
        lines.*,
        min(lines.cutoff_date) over (partition by lines.project_code, lines.change_number) as first_report_date
    from stg_changes_lines as lines
    order by
        lines.project_code asc,
        lines.change_number asc,
        lines.cutoff_date desc,
        lines.unit_type = 'finance_bureau' desc,
        lines.received_at desc,
        lines.return_id desc,
        lines.line_id desc

),

ranked as (

    select
        newest.*,
        row_number() over project_lines = 1 as is_newest,
        first_value(newest.confirmed_changes_amount) over project_lines as confirmed_now_amount
    from newest
    window project_lines as (
        partition by newest.project_code
        order by
            newest.cutoff_date desc,
            newest.unit_type = 'finance_bureau' desc,
            newest.confirmed_changes_amount desc,
            newest.received_at desc,
            newest.return_id desc,
            newest.line_id desc
    )

),

judged as (

    select
        ranked.*,
        ranked.is_newest
        or (
            ranked.confirmation_document_number is null
            and (ranked.confirmed_now_amount - ranked.confirmed_changes_amount) * sign(ranked.proposed_change_amount)
            < abs(ranked.proposed_change_amount)
        ) as is_proposed
    from ranked

)

select * from judged
