-- The last accepted line of each thing of each ticked form, at the claim's cut-off date or before it.
-- One row per claim and thing.
create temporary table last_accepted on commit drop as
select distinct on (claims.return_id, claims.sheet_name, /* thing */)
    claims.return_id as claiming_return_id,
    claims.sheet_name as claiming_sheet_name,
    claims.cutoff_date as claimed_cutoff_date,
    lines.*
from claims
inner join raw.returns as returns on claims.unit_code = returns.unit_code
inner join raw./* form */_lines as lines
    on returns.return_id = lines.return_id and claims.cutoff_date >= lines.cutoff_date
where
    claims.form = '/* form */'
    and claims.repeats
    and lines.is_accepted
order by
    claims.return_id asc,
    claims.sheet_name asc,
    /* thing_in_order */,
    lines.cutoff_date desc,
    returns.received_at desc,
    lines.line_id desc
