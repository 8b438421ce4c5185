-- F25: a good part of the budget is paid to contractors while every reported item still stands at nothing.
-- One row per community and return, at its first row. Yuan. Unknown progress is not nothing.
-- Rows with an error are not summed.
with progress as (

    select
        history.project_code,
        max(history.completed_percent) as completed_percent
    from checking.progress_history as history
    group by history.project_code

),

summed as (

    select
        lines.line_id,
        lines.project_code,
        lines.planned_investment_amount,
        sum(lines.paid_amount) over same_project as paid_sum,
        min(lines.line_id) over same_project as first_line_id
    from checking.spending_lines as lines
    where
        lines.unit_type = 'implementing_company'
        and not exists (
            select 1
            from raw.findings as found
            where
                found.form = 'spending' and found.line_id = lines.line_id
                and (found.severity = 'error' or found.rule_id = 'F10')
        )
    window same_project as (partition by lines.return_id, lines.project_code, lines.cutoff_date)

)

select
    summed.line_id,
    'paid_amount' as column_name,
    summed.paid_sum as value,
    summed.planned_investment_amount as budget
from summed
cross join checking.policy as policy
inner join progress on summed.project_code = progress.project_code
where
    summed.line_id = summed.first_line_id
    and summed.paid_sum >= summed.planned_investment_amount * policy.spending_without_progress_ratio
    and progress.completed_percent = 0
