-- Rates of the programme: start (开工率), finish (完工率), accept (验收合格率), ontime (完工及时率), quantity (实际完成率).
-- One row per as-of date, rate, measure and base. Ratio = numerator ÷ denominator, sums over communities of the plan
-- version in force and never averages of ratios; above 1 it stays as it is. The base is the denominator's name:
-- programme is every community; due_to_start and due_to_finish are those whose day has come, and of these those that
-- did it (what others did ahead of their day stands beside). A community of which nothing is known stays in the
-- denominator and is shown as unknown; where nothing is known of any, or none is counted, the ratio is null.
-- Source: outputs of 财预〔2020〕10号 evaluations; 开工 and 完工 are milestones, or progress where none is reported.
with summed as (

    select
        cases.rate,
        cases.measure,
        cases.base,
        coalesce(sum(cases.met_quantity) filter (where cases.is_counted and cases.is_known), 0) as numerator_quantity,
        coalesce(sum(cases.planned_quantity) filter (where cases.is_counted), 0) as denominator_quantity,
        coalesce(sum(cases.planned_quantity) filter (where cases.is_counted and not cases.is_known), 0)
            as unknown_quantity,
        coalesce(sum(cases.met_quantity) filter (where not cases.is_counted), 0) as ahead_quantity
    from int_rate_cases as cases
    group by cases.rate, cases.measure, cases.base

),

explained as (

    select
        summed.*,
        case
            when summed.denominator_quantity > 0 and summed.unknown_quantity >= summed.denominator_quantity
                then 'not_reported'
            when summed.denominator_quantity > 0 then null
            when summed.base = 'finished' then 'nothing_finished'
            else 'nothing_due'
        end as ratio_reason
    from summed

),

divided as (

    select
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
