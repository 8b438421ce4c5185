-- F28: a utility counts trenches, ducts or reinstatement into its cables; by rule these are public cost.
-- One row per offending line. Yuan.
select
    lines.line_id,
    'civil_cost_amount' as column_name,
    lines.civil_cost_amount as value
from checking.cable_lines as lines
where lines.unit_type = 'utility' and lines.civil_cost_amount > 0
