-- A figure leads to its cell (F12), to lines of every form, and to the document that an approved estimate stands on.
-- A day that is not published is explained by the plan that was in force on it, not by the newest.

-- The name of a spreadsheet cell by its position from 0 and its row: 5, 12 → F12. Up to three letters, as Excel has.
create function raw.cell_name(place integer, row_number integer) returns text language sql immutable as $$
select
    case
        when place >= 702 then chr(64 + (place - 26) / 676) else ''
    end
    || case when place >= 26 then chr(65 + (place - 26) / 26 % 26) else '' end
    || chr(65 + place % 26)
    || row_number
$$;

drop function marts.lines_behind(text, date, timestamptz);

-- The lines that stand behind a project's figures of one day, as known at one moment (that of the publication where
-- none is named). One row per line and figure; of each unit and thing the newest. Counted is what the figures take;
-- what another unit filed of the same thing stands beside it. It reads what readers may not, and shows of it where a
-- figure stands, who filed it and when: never remarks, payees or raw cells.
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
    cell text,
    document text,
    received_at timestamptz,
    plan_version integer,
    policy_version integer,
    waived_rules text[]
) language sql stable security definer set search_path = pg_catalog as $$
with point as (

    select
        published.plan_version,
        published.known_at
    from marts.project_performance as published
    where published.project_code = project and published.as_of_date = day and moment is null
    union all
    select
        coalesce(
            (
                select plans.plan_version
                from raw.plan_versions as plans
                inner join raw.plan_activations as activations on plans.plan_version = activations.plan_version
                where plans.effective_date <= day and activations.activated_at <= moment
                order by plans.effective_date desc, activations.activated_at desc, activations.activation_id desc
                limit 1
            ),
            (select min(plans.plan_version) from raw.plan_versions as plans)
        ) as plan_version,
        moment as known_at
    where moment is not null

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

filed as (

    select 'approvals' as form, lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        milestones.milestone_name as about, lines.document_number as document, to_jsonb(lines) as content,
        case when milestones.milestone_role = 'design_approval' then lines.event_date end as estimate_date
    from raw.approvals_lines as lines
    cross join point
    inner join raw.plan_milestones as milestones
        on lines.milestone_code = milestones.milestone_code and point.plan_version = milestones.plan_version
    where lines.project_code = project and lines.is_accepted and lines.event_date <= day
    union all
    select 'cable', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        units.unit_name, lines.audit_document_number, to_jsonb(lines), null
    from raw.cable_lines as lines
    inner join raw.returns as returns on lines.return_id = returns.return_id
    cross join point
    inner join raw.plan_units as units
        on
            coalesce(lines.operator_code, returns.unit_code) = units.unit_code
            and point.plan_version = units.plan_version
    where lines.project_code = project and lines.is_accepted
    union all
    select 'changes', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        lines.change_number, coalesce(lines.reapproval_document_number, lines.confirmation_document_number),
        to_jsonb(lines), null
    from raw.changes_lines as lines
    where lines.project_code = project and lines.is_accepted
    union all
    select 'budget', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        sources.source_name, null, to_jsonb(lines), null
    from raw.budget_lines as lines
    cross join point
    inner join raw.plan_funding_sources as sources
        on lines.source_code = sources.source_code and point.plan_version = sources.plan_version
    where lines.project_code = project and lines.is_accepted and lines.budget_year = extract(year from day)
    union all
    select 'residents', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        units.unit_name, null, to_jsonb(lines), null
    from raw.residents_lines as lines
    inner join raw.returns as returns on lines.return_id = returns.return_id
    cross join point
    inner join raw.plan_units as units
        on returns.unit_code = units.unit_code and point.plan_version = units.plan_version
    where lines.project_code = project and lines.is_accepted
    union all
    select 'inspection', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        coalesce(items.item_name, ''), null, to_jsonb(lines), null
    from raw.inspection_lines as lines
    cross join point
    left join raw.plan_items as items
        on lines.item_code = items.item_code and point.plan_version = items.plan_version
    where lines.project_code = project and lines.is_accepted and lines.verified_percent is not null
    union all
    select 'payments', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        sources.source_name || ' ' || lines.document_number || ' ' || lines.voucher_number, null,
        to_jsonb(lines), null
    from raw.payments_lines as lines
    cross join point
    inner join raw.plan_funding_sources as sources
        on lines.source_code = sources.source_code and point.plan_version = sources.plan_version
    where lines.project_code = project and lines.is_accepted

),

others as (

    select distinct on (filed.form, returns.unit_code, filed.about)
        filed.*,
        returns.received_at,
        returns.unit_code,
        units.unit_name,
        units.unit_type
    from filed
    cross join point
    inner join raw.returns as returns on filed.return_id = returns.return_id
    inner join raw.plan_units as units
        on returns.unit_code = units.unit_code and point.plan_version = units.plan_version
    where filed.cutoff_date <= day and returns.received_at <= point.known_at
    order by
        filed.form asc, returns.unit_code asc, filed.about asc, filed.cutoff_date desc, returns.received_at desc,
        filed.return_id desc, filed.line_id desc

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
        progress.row_number,
        null::text as document
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
        spending.row_number,
        null::text as document
    from spending
    cross join lateral (
        values
        ('allocated_amount', spending.allocated_amount),
        ('arrived_amount', spending.arrived_amount),
        ('paid_amount', spending.paid_amount)
    ) as cells (column_name, figure)
    union all
    select
        others.form,
        others.unit_code,
        others.unit_name,
        others.unit_type,
        others.about,
        cells.key as column_name,
        cells.value::numeric as figure,
        row_number() over (
            partition by
                others.form, cells.key,
                case when cells.key <> 'approved_estimate_amount' and others.form <> 'residents' then others.about end
            order by
                (
                    cells.key like 'audited%' or others.form = 'payments'
                ) and others.unit_type = 'finance_bureau' desc,
                others.estimate_date desc nulls last, others.cutoff_date desc, others.received_at desc,
                others.return_id desc, others.line_id desc
        ) = 1 as is_counted,
        others.cutoff_date,
        others.return_id,
        others.line_id,
        others.sheet_name,
        others.row_number,
        others.document
    from others
    cross join lateral jsonb_each_text(others.content) as cells
    where
        cells.value is not null
        and cells.key ~ '_(amount|count|length)$|^verified_percent$'
        and (cells.key <> 'approved_estimate_amount' or others.estimate_date is not null)

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
    raw.cell_name((layouts.places ->> figures.column_name)::integer, figures.row_number) as cell,
    figures.document,
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
left join raw.return_layouts as layouts
    on figures.return_id = layouts.return_id and figures.sheet_name = layouts.sheet_name
where figures.figure is not null
order by figures.form, figures.column_name, figures.unit_code, figures.about
$$;
comment on function marts.lines_behind(text, date, timestamptz) is
'某项目某时点各数字背后的填报单元格 | The cells behind a project''s figures of one day';
