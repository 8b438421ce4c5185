-- Leave a return out of the models that follow.
insert into returns_left_out (return_id) values (:return_id)
