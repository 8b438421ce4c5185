-- How the matrix is to be read.
-- One row.
select 'legend' as sentence
