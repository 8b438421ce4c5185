-- When a unit first said that nothing had happened in the period of an owed cut-off.
-- One row per unit, form and cut-off date. Such a word is of no project; a tick that repeats lines is not among them.
-- Scope: whole programme.
select
    int_cutoffs.unit_code,
    int_cutoffs.form,
    int_cutoffs.cutoff_date,
    min(returns.received_at) as first_received_at
from raw.no_change_claims as claims
inner join stg_returns as returns on claims.return_id = returns.return_id
inner join evaluation on claims.cutoff_date <= evaluation.as_of_date
inner join int_cutoffs
    on
        returns.unit_code = int_cutoffs.unit_code
        and claims.form = int_cutoffs.form
        and claims.cutoff_date between int_cutoffs.period_start_date and int_cutoffs.period_end_date
where not claims.repeats
group by int_cutoffs.unit_code, int_cutoffs.form, int_cutoffs.cutoff_date
