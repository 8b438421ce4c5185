-- F19: the community's investment, summed over its rows, is beyond the tolerance over its plan line.
-- One row per line of such a community, for any of them may be wrong. Yuan.
-- Rows with another error are not summed.
with summed as (

    select
        lines.line_id,
        lines.planned_investment_amount,
        sum(lines.investment_amount) over same_project as investment_sum
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
    summed.investment_sum > summed.planned_investment_amount * policy.investment_error_ratio
