-- Leave returns out of the models that follow.
insert into returns_left_out (return_id)
select left_out.return_id
from unnest(cast(:return_ids as bigint[])) as left_out (return_id)
