-- When each milestone of a project was reached, as the newest accepted approvals line says.
-- One row per project and milestone reached by the as-of date. milestone_role: what it is in the chain.
with lines as (

    select
        approvals.*,
        returns.received_at
    from raw.approvals_lines as approvals
    inner join stg_returns as returns on approvals.return_id = returns.return_id
    cross join evaluation
    where
        approvals.is_accepted
        and approvals.cutoff_date <= evaluation.as_of_date

),

newest as (

    select distinct on (lines.project_code, lines.milestone_code)
        lines.project_code,
        lines.milestone_code,
        lines.event_date,
        lines.audited_amount,
        milestones.milestone_role
    from lines
    cross join evaluation
    inner join raw.plan_milestones as milestones
        on
            evaluation.plan_version = milestones.plan_version
            and lines.milestone_code = milestones.milestone_code
    order by
        lines.project_code asc,
        lines.milestone_code asc,
        lines.cutoff_date desc,
        lines.received_at desc,
        lines.line_id desc

),

reached as (

    select newest.*
    from newest
    inner join evaluation on newest.event_date <= evaluation.as_of_date

)

select * from reached
