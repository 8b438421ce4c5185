-- Returns, owed or to come, that a waiver of rule F33 excuses, of all projects or of one.
-- One row per unit, form, cut-off date and project (null: all). A waiver excuses what falls due while it holds, from
-- the moment it is granted until it is revoked, and is named by its lowest number.
-- Scope: whole programme.
select
    calendar.unit_code,
    calendar.form,
    calendar.cutoff_date,
    waivers.project_code,
    min(waivers.waiver_id) as waiver_id
from int_due_dates as calendar
cross join evaluation
inner join raw.waivers as waivers
    on
        calendar.unit_code = waivers.unit_code
        and calendar.cutoff_date between waivers.first_cutoff_date and waivers.last_cutoff_date
        and calendar.due_date <= waivers.expires_date
where
    waivers.rule_id = 'F33'
    and (waivers.form is null or waivers.form = calendar.form)
    and waivers.granted_at <= evaluation.known_at
    and (waivers.revoked_at is null or waivers.revoked_at > evaluation.known_at)
group by calendar.unit_code, calendar.form, calendar.cutoff_date, waivers.project_code
