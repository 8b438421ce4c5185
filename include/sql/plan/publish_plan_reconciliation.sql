-- Put one plan version's reconciliation in the place of what was published for it.
-- One row per measure.
insert into marts.plan_reconciliation (
    plan_version, measure, quantity_unit, source_clause, is_approximate, declared_quantity, lines_quantity,
    difference_quantity, difference_ratio, tolerance_ratio, status
)
select
    plan_reconciliation.plan_version,
    plan_reconciliation.measure,
    plan_reconciliation.quantity_unit,
    plan_reconciliation.source_clause,
    plan_reconciliation.is_approximate,
    plan_reconciliation.declared_quantity,
    plan_reconciliation.lines_quantity,
    plan_reconciliation.difference_quantity,
    plan_reconciliation.difference_ratio,
    plan_reconciliation.tolerance_ratio,
    plan_reconciliation.status
from plan_reconciliation
on conflict (plan_version, measure) do update set
    lines_quantity = excluded.lines_quantity,
    difference_quantity = excluded.difference_quantity,
    difference_ratio = excluded.difference_ratio,
    status = excluded.status
