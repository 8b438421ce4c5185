-- Put chosen rows of one day into a mart, column by column by name; each figure is rounded here, once.
insert into /* schema */./* mart */ (/* columns */)
select /* figures */
from /* source */
where
    as_of_date = :as_of_date
    and /* chosen */
