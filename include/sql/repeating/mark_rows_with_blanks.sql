-- Rows of a ticked sheet in which a figure is blank that was accepted before: they repeat that line's figure.
-- A cell that could not be read is not blank, and a row of another cut-off date is none of this tick's.
insert into raw.repeated_lines (form, line_id, return_id, repeated_line_id)
select
    '/* form */' as form,
    lines.line_id,
    lines.return_id,
    earlier.line_id as repeated_line_id
from raw./* form */_lines as lines
inner join last_accepted as earlier
    on
        lines.return_id = earlier.claiming_return_id
        and lines.sheet_name = earlier.claiming_sheet_name
        and lines.cutoff_date = earlier.claimed_cutoff_date
        /* same_thing_earlier */
where /* any_blank */
on conflict do nothing
