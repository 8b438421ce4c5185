-- Mark the returns of this run as checked, by which plan and policy.
update raw.returns
set
    state = 'checked',
    plan_version = (select plan.plan_version from checking.plan),
    policy_version = (select max(versions.policy_version) from raw.policy_versions as versions)
where state = 'read'
