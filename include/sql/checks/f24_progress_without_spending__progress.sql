-- F24: works are well under way, and eight weeks later the implementing company still reports nothing paid.
-- One row per community and return, at its first such row. Unknown payments are not nothing.
with payments as (

    select
        history.project_code,
        max(history.paid_amount) as paid_amount,
        min(history.cutoff_date) as first_report_date
    from checking.spending_history as history
    where history.unit_type = 'implementing_company'
    group by history.project_code

)

select distinct on (lines.return_id, lines.project_code)
    lines.line_id,
    'completed_percent' as column_name,
    lines.completed_percent as value,
    policy.progress_without_spending_days as days
from checking.progress_lines as lines
cross join checking.policy as policy
inner join payments on lines.project_code = payments.project_code
inner join checking.progress_history as history
    on
        lines.unit_code = history.unit_code
        and lines.project_code = history.project_code
        and lines.item_code = history.item_code
where
    lines.unit_type = 'implementing_company'
    and lines.completed_percent >= policy.progress_without_spending_percent
    and payments.paid_amount = 0
    and history.completed_percent >= policy.progress_without_spending_percent
    and history.cutoff_date <= lines.cutoff_date - policy.progress_without_spending_days
order by lines.return_id asc, lines.project_code asc, lines.row_number asc
