-- Keep every row of the day as it is put before the bureau.
insert into marts.certified_rows (certification_id, mart, row_key, content)
select
    certifications.certification_id,
    stood.mart,
    stood.row_key,
    stood.content
from marts.certifications as certifications
cross join lateral marts.rows_of_day(certifications.as_of_date) as stood
where certifications.certification_id = :certification_id
