-- Every return received by the known-at moment: verdict, counts, receipt.
-- One row per return and as-of date.
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
        returns.policy_version as judged_policy_version
    from raw.returns as returns
    cross join evaluation
    inner join raw.plan_units as units
        on
            returns.unit_code = units.unit_code
            and evaluation.plan_version = units.plan_version
    left join findings on returns.return_id = findings.return_id
    where
        returns.received_at <= evaluation.known_at
        and returns.verdict is not null

)

select * from described
