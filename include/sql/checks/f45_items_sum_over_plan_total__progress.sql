-- F45: the investment of all rows of a return is over the plan's total for the whole programme.
-- One row per return, at its first row. Yuan. Rows with an error are left out of the sum.
with summed as (

    select
        lines.line_id,
        lines.programme_investment_amount,
        sum(lines.investment_amount) over same_return as investment_sum,
        min(lines.line_id) over same_return as first_line_id
    from checking.progress_lines as lines
    where
        lines.project_code is not null
        and not exists (
            select 1
            from raw.findings as found
            where
                found.form = 'progress' and found.line_id = lines.line_id
                and (found.severity = 'error' or found.rule_id = 'F10')
        )
    window same_return as (partition by lines.return_id, lines.cutoff_date)

)

select
    summed.line_id,
    'investment_amount' as column_name,
    summed.investment_sum as value,
    summed.programme_investment_amount as planned
from summed
where summed.line_id = summed.first_line_id and summed.investment_sum > summed.programme_investment_amount
