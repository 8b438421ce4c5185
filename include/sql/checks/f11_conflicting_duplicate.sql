-- F11: two rows of one return speak of the same thing and differ; neither can be taken.
-- One row per line of such a pair. Rows that do not say of what day or thing they speak are not compared.
with keyed as (

    select
        lines.line_id,
        dense_rank() over (partition by lines.return_id order by /* key */) as thing,
        lines.return_id,
        lines.row_number,
        dense_rank() over (partition by lines.return_id, /* key */ order by /* line_facts */) as version
    from checking./* form */_lines as lines
    where num_nulls(/* key */) = 0

),

counted as (

    select
        keyed.line_id,
        min(keyed.row_number) over same_thing as first_row,
        max(keyed.row_number) over same_thing as last_row,
        max(keyed.version) over same_thing as versions_count
    from keyed
    window same_thing as (partition by keyed.return_id, keyed.thing)

)

select
    counted.line_id,
    '/* first_fact */' as column_name,
    counted.first_row,
    counted.last_row
from counted
where counted.versions_count > 1
