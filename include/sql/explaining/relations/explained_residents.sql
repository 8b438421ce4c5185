-- What the residents of each project said, beside whether it counts in the programme's satisfaction.
-- One row per project.
select
    answers.*,
    answers.is_begun and answers.satisfaction_reason is null as is_answering
from int_resident_answers as answers
order by answers.serial_number asc
