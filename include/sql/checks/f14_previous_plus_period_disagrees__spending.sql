-- F14: 上期累计 + 本期 is not 累计; the system cannot tell which is wrong. Yuan.
-- One row per offending line.
select
    lines.line_id,
    'paid_amount' as column_name,
    lines.previous_paid_amount as previous,
    lines.period_paid_amount as period,
    lines.previous_paid_amount + lines.period_paid_amount as sum,
    lines.paid_amount as value
from checking.spending_lines as lines
cross join checking.policy as policy
where
    abs(lines.previous_paid_amount + lines.period_paid_amount - lines.paid_amount)
    > policy.previous_plus_period_amount
