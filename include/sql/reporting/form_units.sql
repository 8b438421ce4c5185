-- Which unit may file which form, and whether it owes it for the cut-off date of the evaluation point.
-- One row per unit and form; `limits` are the items to which its duty for this form is limited, null where it is not.
with duties as (

    select
        duties.unit_code,
        duties.form,
        case when bool_and(duties.item_code is not null) then array_agg(distinct duties.item_code) end as limits
    from raw.plan_duties as duties
    inner join evaluation on duties.plan_version = evaluation.plan_version
    group by duties.unit_code, duties.form

),

owed as (

    select
        calendar.unit_code,
        calendar.form,
        calendar.due_date,
        calendar.grace_end_date
    from int_reporting_calendar as calendar
    inner join evaluation on calendar.cutoff_date = evaluation.as_of_date

)

select
    units.unit_code,
    units.unit_name,
    units.unit_name_en,
    coalesce(duties.form, owed.form) as form,
    duties.limits,
    owed.due_date,
    owed.grace_end_date
from duties
full outer join owed on duties.unit_code = owed.unit_code and duties.form = owed.form
cross join evaluation
inner join raw.plan_units as units
    on
        coalesce(duties.unit_code, owed.unit_code) = units.unit_code
        and evaluation.plan_version = units.plan_version
order by units.unit_code, owed.due_date nulls last, form
