-- Why an earned-value figure of an extent cannot be known. Null where it is known.
-- One row per extent. The reasons of projects, said of sums: not_reported (of the projects that the figure lacks, one
-- or more have not; no_item_weights where each has), before_planned_start (no window has begun), nothing_planned_yet,
-- ahead_of_plan, no_payment_reported (of no project), nothing_paid, net_refund. Where all that is planned is of
-- projects without news, it is theirs. Physical progress's reason is also that of EV and SV; CPI's of CV.
-- Scope: whole programme.
with explained as (

    select
        schedule.extent_code,
        case when schedule.earned_value_amount is null then news.progress_reason end as physical_progress_reason,
        case
            when schedule.schedule_performance_index is not null then null
            when schedule.earned_value_amount > 0 then 'ahead_of_plan'
            when schedule.planned_value_amount > 0 then news.progress_reason
            when schedule.due_to_start_projects_count = 0 then 'before_planned_start'
            else 'nothing_planned_yet'
        end as schedule_performance_reason,
        case
            when schedule.cost_performance_index is not null then null
            when schedule.actual_cost_amount is null then 'no_payment_reported'
            when schedule.compared_actual_cost_amount = 0 then 'nothing_paid'
            when schedule.compared_actual_cost_amount < 0 then 'net_refund'
            else news.paid_progress_reason
        end as cost_performance_reason
    from int_extent_schedule as schedule
    cross join
        lateral (
            values (
                case when schedule.unreported_projects_count > 0 then 'not_reported' else 'no_item_weights' end,
                case when schedule.paid_unreported_projects_count > 0 then 'not_reported' else 'no_item_weights' end
            )
        ) as news (progress_reason, paid_progress_reason)

)

select * from explained
