-- What another unit than the builder has verified: the share of an item, or of the whole project, at a cut-off date.
-- One row per project, item (null: the whole project) and cut-off date; of several, the newest received stands, of one
-- return the lower. Only the units that the policy names verify, and never an implementing company.
-- Scope: one project.
with policies as (

    select
        evaluation.plan_version,
        evaluation.as_of_date,
        string_to_array(versions.content #>> '{verification,verifying_unit_codes}', '|') as verifying_unit_codes
    from raw.policy_versions as versions
    inner join evaluation on versions.policy_version = evaluation.policy_version

),

verified as (

    select distinct on (lines.project_code, lines.item_code, lines.cutoff_date)
        lines.project_code,
        lines.item_code,
        lines.cutoff_date,
        lines.verified_percent / 100 as verified_ratio,
        lines.inspected_date,
        returns.unit_code as verified_by_unit_code
    from raw.inspection_lines as lines
    inner join stg_returns as returns on lines.return_id = returns.return_id
    inner join policies on returns.unit_code = any(policies.verifying_unit_codes)
    where
        lines.is_accepted
        and lines.verified_percent is not null
        and lines.cutoff_date <= policies.as_of_date
        and returns.unit_type <> 'implementing_company'
    order by
        lines.project_code asc,
        lines.item_code asc,
        lines.cutoff_date asc,
        returns.received_at desc,
        lines.return_id desc,
        lines.verified_percent asc

)

select * from verified
