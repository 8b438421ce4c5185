-- The light of each project: grey without valid news or before its window, else its worst test; with all reasons.
-- One row per project.
-- Scope: one project.
with reasons as (

    select
        int_light_reasons.project_code,
        bool_or(int_light_reasons.level = 'grey') as is_grey,
        bool_or(int_light_reasons.level = 'red') as is_red,
        bool_or(int_light_reasons.level = 'yellow') as is_yellow,
        jsonb_agg(
            jsonb_build_object(
                'rule', int_light_reasons.rule_id,
                'level', int_light_reasons.level,
                'facts', int_light_reasons.facts
            )
            order by int_light_reasons.rule_id
        ) as light_reasons
    from int_light_reasons
    group by int_light_reasons.project_code

),

lit as (

    select
        schedule.project_code,
        case
            when reasons.is_grey then 'grey'
            when reasons.is_red then 'red'
            when reasons.is_yellow then 'yellow'
            when schedule.as_of_date < schedule.window_start_date and not schedule.has_news then 'grey'
            else 'green'
        end as light,
        coalesce(
            reasons.light_reasons,
            case
                when schedule.as_of_date < schedule.window_start_date and not schedule.has_news
                    then jsonb_build_array(
                        jsonb_build_object(
                            'rule', 'T0',
                            'level', 'grey',
                            'facts', jsonb_build_object('start', schedule.window_start_date)
                        )
                    )
            end,
            '[]'::jsonb
        ) as light_reasons,
        case
            when
                schedule.physical_progress_ratio is not null
                and schedule.as_of_date >= schedule.window_start_date
                then ranks.lag_rank
        end as lag_rank
    from int_project_schedule as schedule
    left join reasons on schedule.project_code = reasons.project_code
    left join int_gap_ranks as ranks on schedule.progress_gap_ratio = ranks.progress_gap_ratio

)

select * from lit
