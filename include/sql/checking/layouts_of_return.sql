-- Where the columns of a return stood.
-- One row per sheet that follows a form.
select
    layouts.sheet_name,
    layouts.form,
    layouts.heading_row_numbers,
    layouts.places,
    layouts.language
from raw.return_layouts as layouts
where layouts.return_id = :return_id
order by layouts.sheet_name
