-- The scores by indicator under the indicators in force, as they were just computed.
-- One row per extent, project and indicator.
select scores.* from evaluation_score as scores
