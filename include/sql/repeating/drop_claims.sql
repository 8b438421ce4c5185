-- The ticks of this run have been followed.
drop table claims
