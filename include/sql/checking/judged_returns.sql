-- Judged returns that have no receipt yet, with what the receipt says of them.
-- One row per return.
select
    returns.return_id,
    (
        select max(versions.return_version) from raw.return_versions as versions
        where versions.return_id = returns.return_id
    ) as return_version,
    returns.unit_code,
    units.unit_name,
    units.unit_name_en,
    returns.file_name,
    returns.file_sha256,
    returns.archive_path,
    returns.received_at,
    returns.forms,
    returns.cutoff_date,
    returns.file_kind,
    returns.text_encoding,
    returns.text_delimiter,
    returns.verdict,
    returns.lines_count,
    returns.accepted_lines_count,
    returns.plan_version,
    returns.policy_version
from raw.returns as returns
inner join raw.plan_units as units
    on
        returns.unit_code = units.unit_code
        and returns.plan_version = units.plan_version
where returns.state = 'judged'
order by returns.return_id
