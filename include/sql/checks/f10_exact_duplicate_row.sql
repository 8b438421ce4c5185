-- F10: the row says again what an earlier row of the same return says; it is ignored.
-- One row per repeating line.
with keyed as (

    select
        lines.line_id,
        lines.row_number,
        first_value(lines.row_number) over same_row as first_row,
        row_number() over same_row as occurrence
    from checking./* form */_lines as lines
    where num_nulls(/* key */) = 0
    window same_row as (
        partition by lines.return_id, /* key */, /* line_facts */
        order by lines.line_id
    )

)

select
    keyed.line_id,
    'project_text' as column_name,
    keyed.row_number as row,
    keyed.first_row
from keyed
where keyed.occurrence > 1
