-- How a published day stands with the finance bureau: never asked, waiting, returned, certified; where it waits or is
-- certified, and was published with other figures since, in how many values. One row.
with newest as (

    select
        certifications.certification_id,
        certifications.state,
        (certifications.answered_at at time zone 'Asia/Shanghai')::date as answered_date
    from marts.certifications as certifications
    where certifications.as_of_date = :as_of_date
    order by (certifications.state = 'approved') desc, certifications.certification_id desc
    limit 1

),

changed as (

    select count(*) as changes_count
    from marts.certified_bridge as bridge
    where bridge.as_of_date = :as_of_date

)

select
    newest.certification_id,
    newest.answered_date,
    changed.changes_count,
    case
        when newest.state is null then 'not_asked'
        when newest.state = 'approved' and changed.changes_count > 0 then 'changed_since'
        when newest.state = 'requested' and changed.changes_count > 0 then 'changed_since_request'
        else newest.state
    end as standing
from changed
left join newest on true
