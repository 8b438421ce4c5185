-- What is known of each milestone on the as-of date: the newest cut-off's word, and of what has happened by then. Yuan.
-- One row per project and milestone that has been reported. `closed_date` is the day from which the next steps may
-- begin: the event's day; of a public notice its last day, and none while an objection is open.
-- Works (施工) have no day of their own: they are over when completion is reported. Source: 四（四）.
-- Scope: one project.
with newest as (

    select distinct on (lines.project_code, lines.milestone_code)
        lines.project_code,
        lines.milestone_code,
        milestones.milestone_role,
        lines.event_date,
        lines.document_number,
        lines.notice_end_date,
        lines.has_open_objection,
        lines.audited_amount
    from stg_approvals_lines as lines
    cross join evaluation
    inner join raw.plan_milestones as milestones
        on
            lines.milestone_code = milestones.milestone_code
            and evaluation.plan_version = milestones.plan_version
    where milestones.milestone_role <> 'works'
    order by
        lines.project_code asc,
        lines.milestone_code asc,
        lines.cutoff_date desc,
        lines.received_at desc,
        lines.return_id desc,
        lines.line_id desc

),

happened as (

    select
        newest.*,
        case
            when newest.milestone_role <> 'public_notice' then newest.event_date
            when newest.has_open_objection then null
            when coalesce(newest.notice_end_date, newest.event_date) <= evaluation.as_of_date
                then greatest(newest.event_date, newest.notice_end_date)
        end as closed_date
    from newest
    cross join evaluation
    where newest.event_date <= evaluation.as_of_date

),

with_works as (

    select * from happened
    union all
    select
        happened.project_code,
        works.milestone_code,
        works.milestone_role,
        happened.event_date,
        null as document_number,
        null as notice_end_date,
        null as has_open_objection,
        null as audited_amount,
        happened.closed_date
    from happened
    cross join evaluation
    inner join raw.plan_milestones as works
        on
            evaluation.plan_version = works.plan_version
            and works.milestone_role = 'works'
    where happened.milestone_role = 'completion'

)

select * from with_works
