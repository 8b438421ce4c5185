-- Rates of an extent: start (开工率), finish (完工率), accept (验收合格率), ontime (完工及时率), quantity (实际完成率).
-- One row per extent, rate, measure and base. Ratio = numerator ÷ denominator, sums over communities of the plan
-- version in force and never averages of ratios; above 1 it stays as it is. The base is the denominator's name:
-- programme is every community of the extent; due_to_start and due_to_finish are those whose day has come, and of these
-- those that did it (what others did ahead of their day stands beside). A community of which nothing is known stays in
-- the denominator and is shown as unknown; where nothing is known of any, or none is counted, the ratio is null.
-- Source: outputs of 财预〔2020〕10号 evaluations; 开工 and 完工 are milestones, or progress where none is reported.
-- Scope: whole programme.
with explained as (

    select
        sums.*,
        case
            when sums.denominator_quantity > 0 and sums.unknown_quantity >= sums.denominator_quantity
                then 'not_reported'
            when sums.denominator_quantity > 0 then null
            when sums.base = 'finished' then 'nothing_finished'
            else 'nothing_due'
        end as ratio_reason
    from int_rate_sums as sums

),

divided as (

    select
        explained.extent_code,
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        explained.rate,
        explained.measure,
        explained.base,
        case
            when explained.ratio_reason = 'not_reported' then null
            else explained.numerator_quantity
        end as numerator_quantity,
        explained.denominator_quantity,
        explained.unknown_quantity,
        explained.ahead_quantity,
        case
            when explained.ratio_reason is null then explained.numerator_quantity / explained.denominator_quantity
        end as rate_ratio,
        explained.ratio_reason
    from explained
    cross join evaluation

)

select * from divided
