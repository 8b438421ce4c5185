-- Renovation items that lag behind their project's curve, for each unit that answers for them, worst first.
-- One row per project, item, owner unit and as-of date; strictly per project. Planned: 按社区进度计划推算, for the plan
-- has no windows of items. Data state: stale where the newest word is older than the policy lets a return be valid,
-- carried_forward where the project has newer news than the item, else that of the project.
-- Scope: one project.
with tests as (

    select
        int_item_tests.project_code,
        int_item_tests.item_code,
        int_item_tests.owner_unit_code,
        case when bool_or(int_item_tests.level = 'red') then 'red' else 'yellow' end as level,
        jsonb_agg(
            jsonb_build_object(
                'rule', int_item_tests.rule_id, 'level', int_item_tests.level, 'facts', int_item_tests.facts
            )
            order by length(int_item_tests.rule_id), int_item_tests.rule_id
        ) as reasons
    from int_item_tests
    group by int_item_tests.project_code, int_item_tests.item_code, int_item_tests.owner_unit_code

),

lagging as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        thresholds.profile as light_profile,
        reports.project_code,
        plan.project_name,
        reports.item_code,
        reports.item_name,
        reports.item_name_en,
        reports.owner_unit_code,
        reports.owner_unit_name,
        reports.owner_unit_name_en,
        reports.is_lead,
        tests.level,
        tests.reasons,
        plan.curve_name,
        plan.planned_ratio,
        reports.reported_ratio,
        reports.reported_ratio - plan.planned_ratio as gap_ratio,
        plan.window_end_date,
        reports.reported_basis,
        reports.reported_date,
        reports.return_ids,
        case
            when evaluation.as_of_date - reports.reported_date > thresholds.valid_return_days then 'stale'
            when reports.reported_date < progress.news_date then 'carried_forward'
            else state.data_status
        end as data_state
    from tests
    cross join evaluation
    cross join int_light_thresholds as thresholds
    inner join int_item_reports as reports
        on
            tests.project_code = reports.project_code
            and tests.item_code = reports.item_code
            and tests.owner_unit_code = reports.owner_unit_code
    inner join int_item_plan as plan on tests.project_code = plan.project_code
    inner join int_project_progress as progress on tests.project_code = progress.project_code
    inner join int_project_data_state as state on tests.project_code = state.project_code

)

select * from lagging
