-- Ticks that stand for nothing: no cut-off date is stated, or nothing was accepted up to it.
-- One finding per claim that could not be followed.
insert into raw.findings (return_id, rule_id, severity, form, sheet_name, facts, found_by)
select
    claims.return_id,
    :rule_id as rule_id,
    :severity as severity,
    claims.form,
    claims.sheet_name,
    jsonb_build_object(
        'reason', case when claims.cutoff_date is null then 'no_cutoff_date' else 'nothing_accepted' end
    ) as facts,
    'checking' as found_by
from claims
where
    claims.form = '/* form */'
    and claims.repeats
    and not exists (
        select 1 from last_accepted as earlier
        where
            earlier.claiming_return_id = claims.return_id
            and earlier.claiming_sheet_name = claims.sheet_name
    )
on conflict do nothing
