-- Beside each project that is ranked, the projects whose progress gap is known, with their gaps. Shares of 1.
-- One row per project and other project.
select
    own.project_code,
    own.progress_gap_ratio as own_gap_ratio,
    beside.project_name,
    beside.serial_number,
    beside.progress_gap_ratio
from /* schema */.project_performance as own
inner join evaluation on own.as_of_date = evaluation.as_of_date
inner join /* schema */.project_performance as beside
    on
        own.as_of_date = beside.as_of_date
        and own.project_code <> beside.project_code
        and beside.lag_rank is not null
where own.lag_rank is not null
