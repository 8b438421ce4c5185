-- The scores in total under the indicators in force, as they were just computed.
-- One row per extent and project.
select totals.* from evaluation_total as totals
