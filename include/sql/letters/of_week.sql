-- The letters of a week.
-- One row per owner.
select letters.*
from raw.letters as letters
where letters.week_key = :week_key
order by letters.owner_code
