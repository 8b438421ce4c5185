-- The rows of a relation under some of its keys, and whether each is a part of the figure that asks.
-- One row per row of the relation; the year of the day beside it.
select
    chosen.*,
    coalesce((/* condition */), false) as is_part,
    extract(year from cast(:as_of_date as date))::integer as as_of_year
from /* relation */ as chosen
where to_jsonb(chosen) @> cast(:keys as jsonb)
