-- How each unit of the plan stands with what the notice gives it to do: items, milestones, cables, returns.
-- One row per unit of the plan version in force and as-of date, also where nothing is asked of it: counts are then 0.
-- Every ratio is a sum over a sum, never an average of ratios. Progress: Σ share × weight × budget ÷ Σ weight × budget
-- of the items whose word is known, planned and reported over the same ones; gap = reported − planned. Days in state:
-- sum, and of how many milestones, so that an average is the one by the other. Cables: completed ÷ planned length where
-- both are known. Punctuality: returns on time ÷ due over all forms. A null ratio or amount has its reason:
-- nothing_planned (the plan gives the unit none), not_reported, no_item_weights, nothing_due, not_audited,
-- operators_own_money (the policy leaves the operator out of the subsidy). Rectifications are not here: the inspection
-- form names no unit that answers for them.
-- Source: 四（二） (duties), 四（四） (milestones), 四（三）二 (cables).
-- Scope: whole programme.
with utilities as (

    select
        units.unit_code,
        units.unit_type = 'utility' as is_utility,
        units.unit_type = 'utility' and exists (
            select 1 from raw.plan_duties as duties
            where
                duties.plan_version = units.plan_version
                and duties.unit_code = units.unit_code
                and duties.form = 'cable'
        ) as is_operator
    from raw.plan_units as units
    inner join evaluation on units.plan_version = evaluation.plan_version

),

longest as (

    select
        days.unit_code,
        max(days.days_in_state) as longest_days_in_state
    from int_unit_milestone_days as days
    group by days.unit_code

),

punctual as (

    select
        timeliness.unit_code,
        sum(timeliness.returns_due_count) as returns_due_count,
        sum(timeliness.returns_on_time_count) as returns_on_time_count,
        sum(timeliness.returns_received_count) as returns_received_count,
        sum(timeliness.returns_missing_count) as returns_missing_count,
        max(timeliness.longest_days_late) as longest_days_late
    from unit_timeliness as timeliness
    group by timeliness.unit_code

),

joined as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        thresholds.profile as light_profile,
        units.unit_code,
        units.unit_name,
        units.unit_name_en,
        units.unit_type,
        units.duties,
        utilities.is_utility,
        utilities.is_operator,
        coalesce(items.items_count, 0) as items_count,
        coalesce(items.known_items_count, 0) as known_items_count,
        items.known_items_amount,
        items.planned_items_amount,
        items.reported_items_amount,
        items.planned_items_amount / nullif(items.known_items_amount, 0) as planned_progress_ratio,
        items.reported_items_amount / nullif(items.known_items_amount, 0) as reported_progress_ratio,
        (items.reported_items_amount - items.planned_items_amount) / nullif(items.known_items_amount, 0)
            as progress_gap_ratio,
        coalesce(items.yellow_items_count, 0) as yellow_items_count,
        coalesce(items.red_items_count, 0) as red_items_count,
        coalesce(milestones.milestones_count, 0) as milestones_count,
        coalesce(milestones.current_projects_count, 0) as current_projects_count,
        coalesce(milestones.current_milestones_count, 0) as current_milestones_count,
        coalesce(milestones.dated_milestones_count, 0) as dated_milestones_count,
        milestones.total_days_in_state,
        longest.longest_days_in_state,
        coalesce(milestones.done_milestones_count, 0) as done_milestones_count,
        coalesce(milestones.out_of_order_milestones_count, 0) as out_of_order_milestones_count,
        coalesce(cables.cable_projects_count, 0) as cable_projects_count,
        cables.planned_length,
        cables.completed_length,
        cables.measured_planned_length,
        cables.measured_completed_length,
        cables.measured_completed_length / nullif(cables.measured_planned_length, 0) as cable_completion_ratio,
        cables.cable_cost_amount,
        cables.audited_cost_amount,
        coalesce(cables.awaiting_audit_projects_count, 0) as awaiting_audit_projects_count,
        coalesce(cables.excluded_projects_count, 0) as excluded_projects_count,
        coalesce(cables.subsidised_projects_count, 0) as subsidised_projects_count,
        cables.subsidy_amount,
        coalesce(own_money.operators_own_projects_count, 0) as operators_own_projects_count,
        own_money.operators_own_amount,
        coalesce(punctual.returns_due_count, 0) as returns_due_count,
        coalesce(punctual.returns_on_time_count, 0) as returns_on_time_count,
        coalesce(punctual.returns_received_count, 0) as returns_received_count,
        coalesce(punctual.returns_missing_count, 0) as returns_missing_count,
        punctual.longest_days_late,
        punctual.returns_on_time_count / nullif(punctual.returns_due_count, 0) as timeliness_ratio
    from raw.plan_units as units
    inner join evaluation on units.plan_version = evaluation.plan_version
    cross join int_light_thresholds as thresholds
    inner join utilities on units.unit_code = utilities.unit_code
    left join int_unit_item_sums as items on units.unit_code = items.unit_code
    left join int_unit_milestone_sums as milestones on units.unit_code = milestones.unit_code
    left join longest on units.unit_code = longest.unit_code
    left join int_unit_cable_sums as cables on units.unit_code = cables.unit_code
    left join int_unit_own_money_sums as own_money on units.unit_code = own_money.unit_code
    left join punctual on units.unit_code = punctual.unit_code

),

explained as (

    select
        joined.*,
        case
            when joined.planned_progress_ratio is not null then null
            when joined.items_count = 0 then 'nothing_planned'
            when joined.known_items_count = 0 then 'not_reported'
            else 'no_item_weights'
        end as progress_reason,
        case
            when joined.cable_completion_ratio is not null then null
            when joined.cable_projects_count = 0 and not joined.is_operator then 'nothing_planned'
            when joined.measured_planned_length = 0 then 'nothing_planned'
            else 'not_reported'
        end as cable_completion_reason,
        case
            when joined.subsidy_amount is not null then null
            when joined.cable_projects_count = 0 and not joined.is_operator then 'nothing_planned'
            when joined.awaiting_audit_projects_count > 0 then 'not_audited'
            when joined.excluded_projects_count > 0 then 'operators_own_money'
            else 'not_reported'
        end as subsidy_reason,
        case
            when joined.operators_own_amount is not null then null
            when joined.is_utility then 'not_reported'
            else 'nothing_planned'
        end as operators_own_reason,
        case when joined.timeliness_ratio is null then 'nothing_due' end as timeliness_reason
    from joined

)

select * from explained
