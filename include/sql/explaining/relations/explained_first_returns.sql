-- The returns by which each owed cut-off was first answered: with lines, or with the word that nothing happened.
-- One row per unit, form, cut-off date and return.
select
    reporting.unit_code,
    reporting.form,
    reporting.cutoff_date,
    returns.return_id,
    files.file_name,
    files.file_sha256::text as file_sha256,
    returns.received_at
from /* schema */.unit_reporting as reporting
inner join evaluation on reporting.as_of_date = evaluation.as_of_date
inner join int_cutoffs as cutoffs
    on
        reporting.unit_code = cutoffs.unit_code
        and reporting.form = cutoffs.form
        and reporting.cutoff_date = cutoffs.cutoff_date
inner join stg_returns as returns
    on reporting.unit_code = returns.unit_code and reporting.first_received_at = returns.received_at
inner join raw.returns as files on returns.return_id = files.return_id
where
    exists (
        select 1 from stg_lines as lines
        where
            lines.return_id = returns.return_id
            and lines.form = reporting.form
            and lines.cutoff_date between cutoffs.period_start_date and cutoffs.period_end_date
    )
    or exists (
        select 1 from raw.no_change_claims as claims
        where
            claims.return_id = returns.return_id
            and claims.form = reporting.form
            and not claims.repeats
            and claims.cutoff_date between cutoffs.period_start_date and cutoffs.period_end_date
    )
order by returns.return_id
