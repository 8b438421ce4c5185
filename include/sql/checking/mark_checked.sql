-- Mark the returns of this run as checked, by which plan, policy and rules.
update raw.returns
set
    state = 'checked',
    plan_version = (select plan.plan_version from checking.plan),
    policy_version = (select policy_in_force.policy_version from raw.policy_in_force),
    rules_version = :rules_version
where state = 'read'
