-- Budgets of the newest year that is over, executed below the policy's share of them (规则 F61).
-- One row per project. Yuan. Explained: every source that lacks it gives a reason.
with filed as (

    select distinct on (lines.project_code, lines.source_code, lines.budget_year)
        lines.*,
        max(lines.budget_year) over (partition by lines.project_code) as newest_year
    from stg_budget_lines as lines
    where lines.cutoff_date >= make_date(lines.budget_year::integer, 12, 31)
    order by
        lines.project_code asc,
        lines.source_code asc,
        lines.budget_year asc,
        lines.cutoff_date desc,
        lines.received_at desc,
        lines.return_id desc,
        lines.line_id desc

),

summed as (

    select
        filed.project_code,
        max(filed.budget_year)::integer as budget_year,
        sum(filed.executed_amount) as executed_amount,
        sum(filed.adjusted_budget_amount) as budget_amount,
        bool_and(
            filed.deviation_reason is not null
            or filed.executed_amount >= filed.adjusted_budget_amount * policy.execution_reason_ratio
        ) as is_explained
    from filed
    cross join int_policy_in_force as policy
    where filed.budget_year = filed.newest_year
    group by filed.project_code

),

low as (

    select
        summed.*,
        summed.executed_amount / summed.budget_amount as execution_ratio
    from summed
    cross join int_policy_in_force as policy
    where summed.budget_amount > 0 and summed.executed_amount < summed.budget_amount * policy.execution_reason_ratio

)

select * from low
