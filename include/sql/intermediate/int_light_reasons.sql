-- Every test of the light's profile that a project fails, with the facts that its sentence names.
-- One row per project and test. Levels: red, yellow, grey (no valid news, counted apart from lagging).
-- Scope: one project.
with failed as (

    select * from int_light_schedule_tests
    union all
    select * from int_light_money_tests

)

select * from failed
