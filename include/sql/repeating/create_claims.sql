-- The ticks of the returns now being checked, with their units; of several sheets of one form, one adds what is absent.
-- One row per claim.
create temporary table claims on commit drop as
select
    claims.*,
    returns.unit_code,
    row_number() over (partition by claims.return_id, claims.form order by claims.sheet_name) = 1 as adds_absent_rows
from raw.no_change_claims as claims
inner join raw.returns as returns on claims.return_id = returns.return_id
where returns.state = 'read'
