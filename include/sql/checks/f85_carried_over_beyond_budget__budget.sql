-- F85: more is carried over than the year's budget holds, or more of it was executed than was carried over or executed.
-- One row per line and figure. Yuan. What cannot be read is told by itself and is not taken for nothing.
with wholes as (

    select
        lines.*,
        least(
            case
                when 'carried_over_amount' <> all(lines.unreadable_columns) then coalesce(lines.carried_over_amount, 0)
            end,
            lines.executed_amount
        ) as executable_amount
    from checking.budget_lines as lines

)

select
    lines.line_id,
    'carried_over_amount' as column_name,
    lines.carried_over_amount as value,
    lines.adjusted_budget_amount as whole
from wholes as lines
where lines.carried_over_amount > lines.adjusted_budget_amount
union all
select
    lines.line_id,
    'carried_over_executed_amount' as column_name,
    lines.carried_over_executed_amount as value,
    lines.executable_amount as whole
from wholes as lines
where lines.carried_over_executed_amount > lines.executable_amount
