-- Keep the reason that a unit gives for a warning of its own, unless it is the one that it gave last.
-- One row: the fact that it is kept for; none where the unit has no such warning.
with asked as (

    select
        found.fingerprint,
        returns.unit_code,
        found.rule_id,
        found.form,
        lines.project_code,
        found.facts - 'remembered_reason' as facts
    from raw.findings as found
    inner join raw.returns as returns on found.return_id = returns.return_id
    left join raw.lines as lines
        on
            found.form = lines.form
            and found.line_id = lines.line_id
    where
        found.fingerprint = :fingerprint
        and returns.unit_code = :unit_code
        and returns.received_at <= :given_at
    order by returns.received_at desc, found.finding_id desc
    limit 1

),

kept as (

    insert into raw.warning_reasons (
        fingerprint, unit_code, rule_id, form, project_code, facts, reason, given_in_return_id, given_at
    )
    select
        asked.*,
        cast(:reason as text) as reason,
        cast(:return_id as bigint) as given_in_return_id,
        cast(:given_at as timestamptz) as given_at
    from asked
    where
        cast(:reason as text) is distinct from (
            select newest.reason
            from raw.warning_reasons as newest
            where newest.fingerprint = asked.fingerprint and newest.given_at <= :given_at
            order by newest.given_at desc, newest.reason_id desc
            limit 1
        )
    on conflict (fingerprint, given_at) do nothing

)

select asked.fingerprint from asked
