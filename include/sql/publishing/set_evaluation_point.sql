-- Set the point that every model of this transaction speaks of.
insert into evaluation (as_of_date, known_at, plan_version, policy_version)
values (:as_of_date, :known_at, :plan_version, :policy_version)
