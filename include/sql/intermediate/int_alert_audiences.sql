-- Who hears of each subject in which role: who builds, with whom the approvals stand, who answers for an item, who
-- reports, the finance bureau.
-- One row per subject, case (null: every case of the subject), role and owner. Who builds: implementing companies with
-- a duty to report works that the project's menu has.
with builders as (

    select distinct
        'project' as subject_kind,
        subjects.subject_code,
        'owner' as audience_role,
        duties.unit_code as owner_code
    from int_alert_subjects as subjects
    cross join evaluation
    inner join raw.plan_duties as duties on evaluation.plan_version = duties.plan_version and duties.form = 'progress'
    inner join raw.plan_units as units
        on
            duties.plan_version = units.plan_version
            and duties.unit_code = units.unit_code
            and units.unit_type = 'implementing_company'
    where
        subjects.subject_kind = 'project'
        and (
            duties.item_code is null
            or exists (
                select 1 from raw.plan_project_items as items
                where
                    items.plan_version = duties.plan_version
                    and items.project_code = subjects.subject_code
                    and items.item_code = duties.item_code
            )
        )

),

approvers as (

    select distinct
        'project' as subject_kind,
        milestones.project_code as subject_code,
        'approver' as audience_role,
        milestones.owner_unit_code as owner_code
    from marts.milestone_status as milestones
    inner join evaluation on milestones.as_of_date = evaluation.as_of_date
    where milestones.is_chain_reported and milestones.state = 'current'

),

others as (

    select
        subjects.subject_kind,
        subjects.subject_code,
        'finance_bureau' as audience_role,
        week.finance_bureau_code as owner_code
    from int_alert_subjects as subjects
    cross join int_alert_week as week
    union all
    select
        subjects.subject_kind,
        subjects.subject_code,
        'reporting_unit' as audience_role,
        subjects.subject_code as owner_code
    from int_alert_subjects as subjects
    where subjects.subject_kind = 'unit'

)

select
    builders.*,
    null as case_key
from builders
union all
select
    'item' as subject_kind,
    builders.subject_code,
    builders.audience_role,
    builders.owner_code,
    null as case_key
from builders
union all
select
    approvers.*,
    null as case_key
from approvers
union all
select
    others.*,
    null as case_key
from others
union all
select
    'item' as subject_kind,
    lagging.project_code as subject_code,
    'item_owner' as audience_role,
    lagging.owner_unit_code as owner_code,
    lagging.item_code || '|' || lagging.owner_unit_code as case_key
from marts.lagging_items as lagging
inner join evaluation on lagging.as_of_date = evaluation.as_of_date
