-- Who hears of each subject in which role: who builds, with whom the approvals stand, who answers for an item, who
-- reports, the finance bureau.
-- One row per subject, case (null: every case of the subject), role and owner.
with builders as (

    select
        'project' as subject_kind,
        builders.project_code as subject_code,
        'owner' as audience_role,
        builders.unit_code as owner_code
    from int_builders as builders
    inner join int_alert_subjects as subjects
        on
            builders.project_code = subjects.subject_code
            and subjects.subject_kind = 'project'

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
