-- The newest week that has letters on record.
-- One row.
select max(letters.week_key) from raw.letters as letters
