-- Put the frozen rows of a certification in the place of its day's rows, for a transaction that is taken back.
-- One row.
select raw.put_back_certified(:certification_id) as is_put_back
