-- F44: the community's investment, summed over its rows, is over its plan line, within the tolerance.
-- One row per community and return, at its first row. Yuan. Rows with another error are left out of the sum.
with summed as (

    select
        lines.line_id,
        lines.planned_investment_amount,
        sum(lines.investment_amount) over same_project as investment_sum,
        min(lines.line_id) over same_project as first_line_id
    from checking.progress_lines as lines
    where
        not exists (
            select 1
            from raw.findings as found
            where
                found.form = 'progress' and found.line_id = lines.line_id
                and (found.severity = 'error' and found.rule_id <> 'F19' or found.rule_id = 'F10')
        )
    window same_project as (partition by lines.return_id, lines.project_code, lines.cutoff_date)

)

select
    summed.line_id,
    'investment_amount' as column_name,
    summed.investment_sum as value,
    summed.planned_investment_amount as planned
from summed
cross join checking.policy as policy
where
    summed.investment_sum > summed.planned_investment_amount
    and summed.investment_sum <= summed.planned_investment_amount * policy.investment_error_ratio
    and summed.line_id = summed.first_line_id
