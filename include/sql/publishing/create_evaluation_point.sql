-- The point that every model of this transaction speaks of.
-- One row.
create temporary table evaluation (
    as_of_date date,
    known_at timestamptz,
    plan_version integer,
    policy_version integer
) on commit drop
