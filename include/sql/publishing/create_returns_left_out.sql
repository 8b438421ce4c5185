-- The returns that the models of this transaction leave out, though they were received in time; none, as a rule.
-- One row per return.
create temporary table returns_left_out (return_id bigint primary key) on commit drop
