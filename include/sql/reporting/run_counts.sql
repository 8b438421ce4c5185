-- What a run has taken in, found and listed.
-- One row.
select
    (select count(*) from raw.returns) as returns_count,
    (select count(distinct returns.unit_code) from raw.returns as returns) as units_count,
    (
        select count(*) from raw.returns as returns
        where returns.verdict = 'accepted'
    ) as accepted_count,
    (
        select count(*) from raw.returns as returns
        where returns.verdict = 'partly_returned'
    ) as partly_returned_count,
    (
        select count(*) from raw.returns as returns
        where returns.verdict in ('returned', 'refused')
    ) as refused_count,
    (
        select count(*) from raw.findings as found
        where found.severity in ('fatal', 'error')
    ) as error_count,
    (
        select count(*) from raw.findings as found
        where found.severity = 'warning'
    ) as warning_count,
    (
        select count(*) from raw.findings as found
        where found.severity = 'info'
    ) as info_count,
    (
        select count(*)
        from marts.lagging_projects as lagging
        where lagging.as_of_date = :as_of_date
    ) as lagging_count,
    (
        select count(*)
        from marts.unit_reporting as reporting
        where reporting.as_of_date = :as_of_date and reporting.status = 'missing'
    ) as missing_count
