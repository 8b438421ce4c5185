-- How a certification stands.
-- One row.
select certifications.state
from marts.certifications as certifications
where certifications.certification_id = :certification_id
