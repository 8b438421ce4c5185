-- The budgets of which an extent's planned-value curve is made, by window and curve. Yuan.
-- One row per extent, window and curve, of the projects whose progress is known.
select
    sums.extent_code,
    sums.curve_name,
    sums.window_start_date,
    sums.window_end_date,
    sums.budget_amount
from int_window_budget_sums as sums
order by sums.window_start_date asc, sums.window_end_date asc, sums.curve_name asc
