-- F68: a return says nothing but what the unit's accepted returns say already.
-- One row per return, at its first line.
with compared as (

    select
        lines.line_id,
        lines.return_id,
        earlier.return_id as earlier_return,
        earlier.return_id is not null
        and jsonb_build_array(/* line_facts */) = jsonb_build_array(/* earlier_facts */) as is_same
    from checking./* form */_lines as lines
    left join lateral (
        select earlier.*
        from raw./* form */_lines as earlier
        inner join raw.returns as returns on earlier.return_id = returns.return_id
        where
            earlier.is_accepted
            and returns.unit_code = lines.unit_code
            and row(/* earlier_key */) = row(/* key */)
        order by returns.received_at desc, earlier.line_id desc
        limit 1
    ) as earlier on true

)

select
    min(compared.line_id) as line_id,
    'project_text' as column_name,
    max(compared.earlier_return) as earlier_return
from compared
group by compared.return_id
having bool_and(compared.is_same)
