-- Each change of a project's scheme: why, how much, by which documents, who said so, and whether it counts as proposed.
-- One row per project, change number and as-of date; none where no change was reported. Yuan, as the line that stands
-- states them: the newest cut-off's, the finance bureau's before another unit's. Proposed changes of a project add up
-- to those of change_tracker, and its newest change carries that row's contract and confirmed total. The reason is the
-- form's 变更原因, word for word. Source: 四（四）5.
-- Scope: one project.
select
    evaluation.as_of_date,
    evaluation.known_at,
    evaluation.plan_version,
    evaluation.policy_version,
    changes.project_code,
    projects.project_name,
    changes.change_number,
    changes.change_reason,
    changes.first_report_date,
    changes.cutoff_date as last_report_date,
    changes.contract_amount,
    changes.confirmed_changes_amount,
    changes.proposed_change_amount,
    changes.confirmation_document_number,
    changes.reapproval_document_number,
    changes.unit_code as reported_by_unit_code,
    units.unit_name as reported_by_unit_name,
    changes.is_proposed,
    changes.is_newest
from int_changes_in_force as changes
cross join evaluation
inner join stg_plan_projects as projects on changes.project_code = projects.project_code
inner join raw.plan_units as units
    on changes.unit_code = units.unit_code and evaluation.plan_version = units.plan_version
