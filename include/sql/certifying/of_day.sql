-- The certifications of a day, the newest first.
-- One row per certification.
select certifications.certification_id
from marts.certifications as certifications
where certifications.as_of_date = :as_of_date
order by certifications.certification_id desc
