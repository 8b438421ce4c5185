-- What the unit has reported before and the ticked sheets do not name: it has not changed either.
with absent as (

    select
        earlier.*,
        claims.last_row_number
        + row_number() over (partition by claims.return_id order by earlier.line_id) as new_row_number
    from last_accepted as earlier
    inner join claims
        on
            earlier.claiming_return_id = claims.return_id
            and earlier.claiming_sheet_name = claims.sheet_name
            and claims.form = '/* form */'
    where
        claims.adds_absent_rows
        and not exists (
            select 1
            from raw./* form */_lines as lines
            where
                lines.return_id = earlier.claiming_return_id
                and lines.cutoff_date is not distinct from earlier.claimed_cutoff_date
                /* same_thing_earlier */
        )

),

added as (

    insert into raw./* form */_lines (
        return_id, sheet_name, row_number, cells, cutoff_date, /* columns */
    )
    select
        absent.claiming_return_id,
        absent.claiming_sheet_name,
        absent.new_row_number,
        '{}'::jsonb,
        absent.claimed_cutoff_date,
        /* absent_columns */
    from absent
    returning line_id, return_id, row_number, sheet_name

)

insert into raw.repeated_lines (form, line_id, return_id, repeated_line_id)
select
    '/* form */' as form,
    added.line_id,
    added.return_id,
    absent.line_id as repeated_line_id
from added
inner join absent
    on
        added.return_id = absent.claiming_return_id
        and added.sheet_name = absent.claiming_sheet_name
        and added.row_number = absent.new_row_number
on conflict do nothing
