-- What became of each tick: the earlier figures repeated, or the word that nothing new happened.
-- One finding per claim that could be followed.
insert into raw.findings (return_id, rule_id, severity, form, sheet_name, facts, found_by)
select
    claims.return_id,
    :rule_id as rule_id,
    :severity as severity,
    claims.form,
    claims.sheet_name,
    jsonb_build_object(
        'reason', case when claims.repeats then 'no_change_repeats' else 'nothing_new' end,
        'lines', (
            select count(*)
            from raw.repeated_lines as repeated
            inner join raw./* form */_lines as lines on repeated.line_id = lines.line_id
            where
                repeated.form = '/* form */'
                and lines.return_id = claims.return_id
                and lines.sheet_name = claims.sheet_name
        )
    ) as facts,
    'checking' as found_by
from claims
where
    claims.form = '/* form */'
    and (
        not claims.repeats
        or exists (
            select 1 from last_accepted as earlier
            where
                earlier.claiming_return_id = claims.return_id
                and earlier.claiming_sheet_name = claims.sheet_name
        )
    )
on conflict do nothing
