-- Put the newest publication of a day before the finance bureau. A request that waits for its answer stays as it is.
-- One row: the certification; none where the day is not published, is certified, or waits already.
insert into marts.certifications (
    as_of_date, period_kinds, publication_id, known_at, plan_version, policy_version, content_sha256, state,
    requested_at
)
select
    publications.as_of_date,
    cast(:period_kinds as text[]) as period_kinds,
    publications.publication_id,
    publications.known_at,
    publications.plan_version,
    publications.policy_version,
    (
        select
            encode(
                sha256(
                    convert_to(
                        string_agg(
                            stood.mart || chr(10) || stood.row_key || chr(10) || stood.content::text,
                            chr(10)
                            order by stood.mart, stood.row_key
                        ),
                        'UTF8'
                    )
                ),
                'hex'
            )
        from marts.rows_of_day(publications.as_of_date) as stood
    ) as content_sha256,
    'requested' as state,
    cast(:requested_at as timestamptz) as requested_at
from raw.publications as publications
where
    publications.as_of_date = :as_of_date
    and publications.state = 'published'
    and not exists (
        select 1 from marts.certifications as earlier
        where earlier.as_of_date = publications.as_of_date and earlier.state in ('approved', 'requested')
    )
order by publications.publication_id desc
limit 1
returning certification_id
