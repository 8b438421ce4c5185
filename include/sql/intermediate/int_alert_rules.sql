-- The rules that become alerts, as the policy in force has them: kind, who hears, what is followed, when it escalates.
-- One row per rule. Step: by how much the followed figure moves, in its own direction, until the spell is worse.
with policies as (

    select versions.content
    from raw.policy_versions as versions
    inner join evaluation on versions.policy_version = evaluation.policy_version

),

typed as (

    select
        rules.rule_id,
        rules.entry ->> 'kind' as kind,
        array(select jsonb_array_elements_text(rules.entry -> 'told')) as told,
        rules.entry ->> 'measure' as measure_name,
        (rules.entry ->> 'step')::numeric as step,
        (rules.entry ->> 'escalates_after_weeks')::integer as escalates_after_weeks
    from policies
    cross join lateral jsonb_each(policies.content -> 'alert_rules') as rules (rule_id, entry)

)

select * from typed
