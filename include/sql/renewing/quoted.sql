-- Codes as they are written in a statement, quoted as one array.
-- One row.
select quote_literal(cast(:codes as text[])::text) || '::text[]' as quoted
