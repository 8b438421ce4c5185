-- Every return received by the known-at moment: verdict, counts, receipt.
-- One row per return and as-of date.
-- Scope: one unit.
with findings as (

    select
        found.return_id,
        count(*) filter (where found.severity = 'fatal') as fatal_count,
        count(*) filter (where found.severity = 'error') as error_count,
        count(*) filter (where found.severity = 'warning') as warning_count,
        count(*) filter (where found.severity = 'info') as info_count
    from raw.findings as found
    group by found.return_id

),

versions as (

    select
        chain.return_id,
        max(chain.return_version) as return_version,
        (array_agg(later.return_id order by later.received_at asc, later.return_id asc))[1] as superseded_by_return_id
    from raw.return_versions as chain
    cross join evaluation
    left join raw.return_versions as later
        on
            chain.unit_code = later.unit_code
            and chain.form = later.form
            and chain.cutoff_date = later.cutoff_date
            and chain.return_version < later.return_version
            and later.accepted_lines_count > 0
            and evaluation.known_at >= later.received_at
    group by chain.return_id

),

described as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        returns.return_id,
        returns.unit_code,
        units.unit_name,
        returns.channel,
        returns.file_name,
        returns.file_sha256,
        returns.forms,
        returns.cutoff_date,
        returns.received_at,
        returns.verdict,
        returns.lines_count,
        returns.accepted_lines_count,
        coalesce(findings.fatal_count, 0) as fatal_count,
        coalesce(findings.error_count, 0) as error_count,
        coalesce(findings.warning_count, 0) as warning_count,
        coalesce(findings.info_count, 0) as info_count,
        returns.plan_version as judged_plan_version,
        returns.policy_version as judged_policy_version,
        versions.return_version,
        versions.superseded_by_return_id
    from raw.returns as returns
    cross join evaluation
    inner join raw.plan_units as units
        on
            returns.unit_code = units.unit_code
            and evaluation.plan_version = units.plan_version
    left join findings on returns.return_id = findings.return_id
    left join versions on returns.return_id = versions.return_id
    where
        returns.recorded_at <= evaluation.known_at
        and returns.verdict is not null

)

select * from described
