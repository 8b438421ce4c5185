-- F26: the implementing company has paid more than the work done is worth.
-- One row per community and return, at its first row. Yuan. Unknown work is not nothing.
with spoken_of as (

    select
        lines.return_id,
        lines.project_code,
        max(lines.cutoff_date) as cutoff_date
    from checking.spending_lines as lines
    where lines.unit_type = 'implementing_company'
    group by lines.return_id, lines.project_code

),

newest_work as (

    select distinct on (spoken_of.return_id, spoken_of.project_code, history.item_code)
        spoken_of.return_id,
        spoken_of.project_code,
        history.item_code,
        history.investment_amount
    from spoken_of
    inner join checking.progress_history as history
        on
            spoken_of.project_code = history.project_code
            and history.unit_type = 'implementing_company'
            and spoken_of.cutoff_date >= history.cutoff_date
    order by
        spoken_of.return_id asc,
        spoken_of.project_code asc,
        history.item_code asc,
        history.cutoff_date desc,
        history.received_at desc

),

work_done as (

    select
        newest_work.return_id,
        newest_work.project_code,
        sum(newest_work.investment_amount) as investment_sum
    from newest_work
    group by newest_work.return_id, newest_work.project_code

),

summed as (

    select
        lines.line_id,
        lines.return_id,
        lines.project_code,
        sum(lines.paid_amount) over same_project as paid_sum,
        min(lines.line_id) over same_project as first_line_id
    from checking.spending_lines as lines
    where
        lines.unit_type = 'implementing_company'
        and not exists (
            select 1
            from raw.findings as found
            where
                found.form = 'spending' and found.line_id = lines.line_id
                and (found.severity = 'error' or found.rule_id = 'F10')
        )
    window same_project as (partition by lines.return_id, lines.project_code, lines.cutoff_date)

)

select
    summed.line_id,
    'paid_amount' as column_name,
    summed.paid_sum as value,
    work_done.investment_sum as work
from summed
inner join work_done
    on
        summed.return_id = work_done.return_id
        and summed.project_code = work_done.project_code
where summed.line_id = summed.first_line_id and summed.paid_sum > work_done.investment_sum
