-- Progress and spending rows that an error holds back and that nothing has replaced since: 数据待核.
-- One row per line. A row is replaced by a later accepted row of the same unit, project and item or lot, for the same
-- or a later cut-off; one that names no item of the project, or no lot, by any such row of the project. A unit out of
-- its duty (F09) says nothing of a project.
-- Scope: one project.
with held_back as not materialized (

    select
        lines.form,
        lines.line_id,
        lines.project_code,
        coalesce(lines.cutoff_date, returns.cutoff_date) as cutoff_date,
        returns.unit_code,
        returns.received_at
    from raw.lines as lines
    inner join raw.returns as returns on lines.return_id = returns.return_id
    inner join evaluation on returns.recorded_at <= evaluation.known_at
    where
        lines.form in ('progress', 'spending')
        and not exists (
            select 1 from returns_left_out as left_out
            where left_out.return_id = returns.return_id
        )
        and lines.is_accepted is false
        and lines.project_code is not null
        and coalesce(lines.cutoff_date, returns.cutoff_date) <= evaluation.as_of_date
        and (
            select bool_and(found.rule_id <> 'F09')
            from raw.findings as found
            where found.form = lines.form and found.line_id = lines.line_id and found.severity = 'error'
        )

),

unreplaced as (

    select held_back.*
    from held_back
    inner join raw.progress_lines as lines on held_back.line_id = lines.line_id
    left join stg_plan_project_items as menus
        on
            lines.project_code = menus.project_code
            and lines.item_code = menus.item_code
    where
        held_back.form = 'progress'
        and not exists (
            select 1 from stg_progress_lines as later
            where
                later.unit_code = held_back.unit_code
                and later.project_code = held_back.project_code
                and later.item_code = coalesce(menus.item_code, later.item_code)
                and later.cutoff_date >= held_back.cutoff_date
                and later.received_at > held_back.received_at
        )
    union all
    select held_back.*
    from held_back
    inner join raw.spending_lines as lines on held_back.line_id = lines.line_id
    where
        held_back.form = 'spending'
        and not exists (
            select 1 from stg_spending_lines as later
            where
                later.unit_code = held_back.unit_code
                and later.project_code = held_back.project_code
                and later.source_code = coalesce(lines.source_code, later.source_code)
                and later.document_number = coalesce(lines.document_number, later.document_number)
                and later.cutoff_date >= held_back.cutoff_date
                and later.received_at > held_back.received_at
        )

)

select * from unreplaced
