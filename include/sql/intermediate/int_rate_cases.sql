-- What each project adds to each rate of the programme: whether it counts, how much of it meets, whether it is known.
-- One row per project, measure, rate and base. Due: the day on which it should begin or end has come; overdue and
-- finished projects are the base of on-time completion, finished ones that of acceptance.
-- Scope: one project.
with met as (

    select
        measures.*,
        case when measures.started_date is not null then measures.planned_quantity else 0 end as started_quantity,
        case when measures.finished_date is not null then measures.planned_quantity else 0 end as finished_quantity,
        case when measures.accepted_date is not null then measures.planned_quantity else 0 end as accepted_quantity,
        case
            when measures.finished_date <= measures.window_end_date then measures.planned_quantity
            else 0
        end as timely_quantity,
        measures.completed_quantity is not null as is_quantity_known,
        measures.finished_date is not null as is_finished,
        measures.finished_date is not null or measures.is_overdue as is_finished_or_overdue
    from int_project_measures as measures

),

listed as (

    select
        met.project_code,
        met.measure,
        met.planned_quantity,
        cases.rate,
        cases.base,
        cases.is_counted,
        cases.met_quantity,
        cases.is_known
    from met
    cross join lateral (
        values
        ('start', 'due_to_start', met.is_due_to_start, met.started_quantity, met.is_start_known),
        ('start', 'programme', true, met.started_quantity, met.is_start_known),
        ('finish', 'due_to_finish', met.is_due_to_finish, met.finished_quantity, met.is_finish_known),
        ('finish', 'programme', true, met.finished_quantity, met.is_finish_known),
        ('accept', 'finished', met.is_finished, met.accepted_quantity, true),
        ('ontime', 'finished_or_overdue', met.is_finished_or_overdue, met.timely_quantity, met.is_finish_known),
        ('quantity', 'due_to_finish', met.is_due_to_finish, met.completed_quantity, met.is_quantity_known),
        ('quantity', 'programme', true, met.completed_quantity, met.is_quantity_known)
    ) as cases (rate, base, is_counted, met_quantity, is_known)

)

select * from listed
