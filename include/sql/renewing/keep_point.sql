-- Keep the point of the candidate that was just built.
with gone as (

    delete from kept.evaluation

)

insert into kept.evaluation (as_of_date, known_at, plan_version, policy_version, settings_sha256)
values (:as_of_date, :known_at, :plan_version, :policy_version, :settings_sha256)
