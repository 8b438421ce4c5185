-- Whether a year's execution must be explained, and how it was. Source: 财预〔2020〕10号 self-evaluation forms: below 90 %.
-- One row per project with a budget, and ALL for the programme. Shares of 1. Reasons as filed for the funding sources
-- of which so little is executed; what was said of others explains nothing.
-- Scope: one project.
with totals as (

    select
        lines.project_code,
        sum(lines.executed_amount) / nullif(sum(lines.adjusted_budget_amount), 0) as execution_ratio,
        string_agg(distinct lines.deviation_reason, '；' order by lines.deviation_reason)
        filter (where lines.is_execution_low) as deviation_reason
    from int_budgets_in_force as lines
    inner join stg_plan_projects as projects on lines.project_code = projects.project_code
    group by lines.project_code
    union all
    select
        'ALL' as project_code,
        sums.executed_amount / nullif(sums.adjusted_budget_amount, 0) as execution_ratio,
        (
            select string_agg(counts.deviation_reason, '；' order by counts.deviation_reason)
            from int_deviation_counts as counts
        ) as deviation_reason
    from int_execution_sums as sums

),

required as (

    select
        totals.project_code,
        totals.execution_ratio,
        totals.deviation_reason,
        totals.execution_ratio < (recorded.content #>> '{limit,execution_reason_ratio}')::numeric
            as is_deviation_reason_required
    from totals
    cross join evaluation
    inner join raw.policy_versions as recorded on evaluation.policy_version = recorded.policy_version

)

select * from required
