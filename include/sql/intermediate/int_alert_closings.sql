-- Why each alert that closed this week has closed.
-- One row per subject, rule and case. A project's alert is cured, by a correction of the past where a return of this
-- week made one, or its project is finished; a return came in, in time or late, or need not come any more.
select
    moved.subject_kind,
    moved.subject_code,
    moved.rule_id,
    moved.case_key,
    case
        when moved.is_dropped then 'dropped_from_plan'
        when
            moved.subject_kind = 'item'
            and not exists (
                select 1 from raw.plan_project_items as menus
                where
                    menus.plan_version = evaluation.plan_version
                    and menus.project_code = moved.subject_code
                    and menus.item_code = split_part(moved.case_key, '|', 1)
            )
            then 'dropped_from_plan'
        when moved.is_retired then 'rule_retired'
        when moved.rule_id = 'F33'
            then
                case reporting.status
                    when 'on_time' then 'received'
                    when 'within_grace' then 'received'
                    when 'late' then 'received_late'
                    when 'waived' then 'waived'
                    else 'not_owed'
                end
        when moved.is_finished and moved.kind in ('project', 'item') then 'finished'
        when moved.kind = 'data' then 'received'
        when causes.is_corrected then 'cured_by_correction'
        else 'cured'
    end as close_reason
from int_alert_movements as moved
cross join evaluation
left join int_alert_causes as causes
    on
        moved.subject_kind = 'project'
        and moved.subject_code = causes.project_code
        and moved.kind = causes.kind
left join int_alert_reporting as reporting
    on
        moved.subject_kind = 'unit'
        and moved.subject_code = reporting.unit_code
        and moved.case_key = reporting.form || '|' || reporting.cutoff_date
where moved.movement = 'closed'
