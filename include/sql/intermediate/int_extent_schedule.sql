-- Variances and indexes of an extent, from sums and never from averages of ratios. Yuan; unrounded.
-- One row per extent. SV = EV − PV and SPI = EV / PV over the projects whose progress is known; CV = EV − AC and CPI =
-- EV / AC over those of which payments are known as well, CPI only of payments above nothing: the project's own
-- definitions. compared_schedule_performance_index: EV / PV over the latter projects, for the estimate that takes both
-- pressures. Source: earned value as in ISO 21508.
-- Scope: whole programme.
select
    sums.*,
    sums.earned_value_amount / nullif(sums.known_budget_amount, 0) as physical_progress_ratio,
    sums.earned_value_amount - sums.known_planned_value_amount as schedule_variance_amount,
    sums.earned_value_amount / nullif(sums.known_planned_value_amount, 0) as schedule_performance_index,
    sums.compared_earned_value_amount - sums.compared_actual_cost_amount as cost_variance_amount,
    sums.compared_earned_value_amount
    / case when sums.compared_actual_cost_amount > 0 then sums.compared_actual_cost_amount end
        as cost_performance_index,
    sums.compared_earned_value_amount / nullif(sums.compared_planned_value_amount, 0)
        as compared_schedule_performance_index
from int_extent_sums as sums
