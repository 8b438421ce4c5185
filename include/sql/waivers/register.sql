-- Every waiver with its uses, and how it stands on a day.
-- One row per waiver.
select
    waivers.*,
    case
        when waivers.revoked_at is not null then 'revoked'
        when waivers.expires_date < :today then 'expired'
        else 'in_force'
    end as standing
from marts.waivers as waivers
order by waivers.waiver_id
