-- Rates of what each unit builds.
-- One row per as-of date, unit that builds, rate, measure and base. The formulas are those of int_extent_rates; the
-- base assigned is every community that the unit builds.
-- Scope: whole programme.
select
    rates.as_of_date,
    rates.known_at,
    rates.plan_version,
    rates.policy_version,
    units.unit_code,
    units.unit_name,
    rates.rate,
    rates.measure,
    case rates.base when 'programme' then 'assigned' else rates.base end as base,
    rates.numerator_quantity,
    rates.denominator_quantity,
    rates.unknown_quantity,
    rates.ahead_quantity,
    rates.rate_ratio,
    rates.ratio_reason
from int_extent_rates as rates
inner join raw.plan_units as units
    on
        rates.plan_version = units.plan_version
        and rates.extent_code = units.unit_code
