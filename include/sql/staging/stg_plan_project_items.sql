-- The menus of the plan version in force: which items each community renovates, and what of its works each is.
-- One row per project and item. Weights are shares of 1.
-- Scope: one project.
select
    lines.plan_version,
    lines.project_code,
    lines.item_code,
    lines.weight_ratio
from raw.plan_project_items as lines
inner join evaluation on lines.plan_version = evaluation.plan_version
