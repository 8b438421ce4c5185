-- From a published figure back to the cells that it was read from.

-- The lines that stand behind a project's figures of one day, as known at one moment (that of the publication where
-- none is named). One row per line and figure. It reads what readers may not, and shows of it where a figure stands,
-- who filed it and when: never remarks, payees or raw cells.
create function marts.lines_behind(project text, day date, moment timestamptz default null)
returns table (
    form text,
    unit_code text,
    unit_name text,
    unit_type text,
    about text,
    column_name text,
    figure numeric,
    is_counted boolean,
    cutoff_date date,
    return_id bigint,
    file_name text,
    file_sha256 text,
    sheet_name text,
    row_number integer,
    received_at timestamptz,
    plan_version integer,
    policy_version integer,
    waived_rules text[]
) language sql stable security definer set search_path = pg_catalog as $$
with point as (

    select
        published.plan_version,
        coalesce(moment, published.known_at) as known_at
    from marts.project_performance as published
    where published.project_code = project and published.as_of_date = day
    union all
    select
        max(plans.plan_version) as plan_version,
        moment as known_at
    from raw.plan_versions as plans
    where
        not exists (
            select 1 from marts.project_performance as published
            where published.project_code = project and published.as_of_date = day
        )
        and moment is not null

),

progress as (

    select distinct on (returns.unit_code, lines.item_code)
        lines.*,
        returns.unit_code,
        units.unit_name,
        units.unit_type,
        items.item_name as about
    from raw.progress_lines as lines
    inner join raw.returns as returns on lines.return_id = returns.return_id
    cross join point
    inner join raw.plan_units as units
        on returns.unit_code = units.unit_code and point.plan_version = units.plan_version
    inner join raw.plan_items as items on lines.item_code = items.item_code and point.plan_version = items.plan_version
    where
        lines.project_code = project
        and lines.cutoff_date <= day
        and lines.is_accepted
        and returns.received_at <= point.known_at
    order by
        returns.unit_code asc, lines.item_code asc, lines.cutoff_date desc, returns.received_at desc,
        lines.return_id desc, lines.line_id desc

),

spending as (

    select distinct on (returns.unit_code, lines.source_code, lines.document_number)
        lines.*,
        returns.unit_code,
        units.unit_name,
        units.unit_type,
        sources.source_name || ' ' || lines.document_number as about
    from raw.spending_lines as lines
    inner join raw.returns as returns on lines.return_id = returns.return_id
    cross join point
    inner join raw.plan_units as units
        on returns.unit_code = units.unit_code and point.plan_version = units.plan_version
    inner join raw.plan_funding_sources as sources
        on lines.source_code = sources.source_code and point.plan_version = sources.plan_version
    where
        lines.project_code = project
        and lines.cutoff_date <= day
        and lines.is_accepted
        and returns.received_at <= point.known_at
    order by
        returns.unit_code asc, lines.source_code asc, lines.document_number asc, lines.cutoff_date desc,
        returns.received_at desc, lines.return_id desc, lines.line_id desc

),

figures as (

    select
        'progress'::text as form,
        progress.unit_code,
        progress.unit_name,
        progress.unit_type,
        progress.about,
        cells.column_name,
        cells.figure,
        progress.unit_type = 'implementing_company'
        or (
            cells.column_name = 'completed_percent'
            and not exists (
                select 1 from progress as masters
                where masters.item_code = progress.item_code and masters.unit_type = 'implementing_company'
            )
        ) as is_counted,
        progress.cutoff_date,
        progress.return_id,
        progress.line_id,
        progress.sheet_name,
        progress.row_number
    from progress
    cross join lateral (
        values
        ('completed_percent', progress.completed_percent),
        ('investment_amount', progress.investment_amount),
        ('completed_households_count', progress.completed_households_count),
        ('completed_buildings_count', progress.completed_buildings_count),
        ('completed_area_quantity', progress.completed_area_quantity)
    ) as cells (column_name, figure)
    union all
    select
        'spending'::text as form,
        spending.unit_code,
        spending.unit_name,
        spending.unit_type,
        spending.about,
        cells.column_name,
        cells.figure,
        cells.column_name = 'paid_amount' or spending.unit_type = 'finance_bureau' as is_counted,
        spending.cutoff_date,
        spending.return_id,
        spending.line_id,
        spending.sheet_name,
        spending.row_number
    from spending
    cross join lateral (
        values
        ('allocated_amount', spending.allocated_amount),
        ('arrived_amount', spending.arrived_amount),
        ('paid_amount', spending.paid_amount)
    ) as cells (column_name, figure)

)

select
    figures.form,
    figures.unit_code,
    figures.unit_name,
    figures.unit_type,
    figures.about,
    figures.column_name,
    figures.figure,
    figures.is_counted,
    figures.cutoff_date,
    figures.return_id,
    returns.file_name,
    returns.file_sha256::text,
    figures.sheet_name,
    figures.row_number,
    returns.received_at,
    returns.plan_version,
    returns.policy_version,
    array(
        select distinct found.rule_id from raw.findings as found
        where
            found.form = figures.form
            and found.line_id = figures.line_id
            and found.waiver_id is not null
        order by found.rule_id
    ) as waived_rules
from figures
inner join raw.returns as returns on figures.return_id = returns.return_id
where figures.figure is not null
order by figures.form, figures.column_name, figures.unit_code, figures.about
$$;
comment on function marts.lines_behind(text, date, timestamptz) is
'某项目某时点各数字背后的填报单元格 | The cells behind a project''s figures of one day';
