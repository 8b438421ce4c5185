-- Where a figure stands is told of published moments alone: the worker goes to raw, which nobody but the pipeline may
-- ask, and marts.lines_behind answers for moments at which a publication of the day is or was known. Beside each cell
-- stand the keys of its line, so that a figure of one fund lot, operator or milestone finds its own; cells may be
-- dates. A change that is confirmed counts no longer among the proposed.

drop function marts.lines_behind(text, date, timestamptz);

-- The lines that stand behind a project's figures of one day, as known at one moment (that of the publication where
-- none is named) and under one plan version (the one in force where none is named). One row per line and figure, which
-- is a number or, of columns that hold days, a date; of each unit and thing the newest. Counted is what the figures
-- take, as the models do; what another unit filed of the same thing stands beside it. It reads what readers may not,
-- and shows of it where a figure stands, who filed it and when: never remarks, findings, payees or raw cells.
create function raw.lines_behind(
    project text, day date, moment timestamptz default null, under_plan integer default null
)
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
    waived_rules text[],
    stated_date date,
    keys jsonb
) language sql stable set search_path = pg_catalog as $$
with moments as (

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

point as (

    select
        coalesce(under_plan, moments.plan_version) as plan_version,
        moments.known_at,
        (
            select string_to_array(policies.content #>> '{verification,verifying_unit_codes}', '|')
            from raw.policy_versions as policies
            inner join raw.policy_activations as activations on policies.policy_version = activations.policy_version
            where activations.activated_at <= moments.known_at
            order by activations.activated_at desc, activations.activation_id desc
            limit 1
        ) as verifying_unit_codes
    from moments

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
        milestones.milestone_name as about, '' as part, lines.document_number as document,
        jsonb_build_object(
            'milestone_code', lines.milestone_code, 'milestone_role', milestones.milestone_role
        ) as keys,
        to_jsonb(lines) as content,
        case when milestones.milestone_role = 'design_approval' and lines.event_date <= day then lines.event_date end
            as estimate_date,
        coalesce(lines.event_date <= day, false) as has_happened
    from raw.approvals_lines as lines
    cross join point
    inner join raw.plan_milestones as milestones
        on lines.milestone_code = milestones.milestone_code and point.plan_version = milestones.plan_version
    where lines.project_code = project and lines.is_accepted
    union all
    select 'cable', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        units.unit_name, '', lines.audit_document_number, jsonb_build_object('operator_code', units.unit_code),
        to_jsonb(lines), null, true
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
        lines.change_number, '', coalesce(lines.reapproval_document_number, lines.confirmation_document_number),
        jsonb_build_object('change_number', lines.change_number), to_jsonb(lines), null, true
    from raw.changes_lines as lines
    where lines.project_code = project and lines.is_accepted
    union all
    select 'budget', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        sources.source_name, '', null, jsonb_build_object('source_code', lines.source_code), to_jsonb(lines), null, true
    from raw.budget_lines as lines
    cross join point
    inner join raw.plan_funding_sources as sources
        on lines.source_code = sources.source_code and point.plan_version = sources.plan_version
    where lines.project_code = project and lines.is_accepted and lines.budget_year = extract(year from day)
    union all
    select 'residents', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        units.unit_name, '', null, '{}', to_jsonb(lines), null, true
    from raw.residents_lines as lines
    inner join raw.returns as returns on lines.return_id = returns.return_id
    cross join point
    inner join raw.plan_units as units
        on returns.unit_code = units.unit_code and point.plan_version = units.plan_version
    where lines.project_code = project and lines.is_accepted
    union all
    select 'inspection', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        coalesce(items.item_name, projects.project_name), coalesce(lines.finding_text, ''), null,
        jsonb_build_object(
            'item_code', lines.item_code,
            'is_demanding', lines.deadline_date is not null or lines.demand_text is not null
        ),
        to_jsonb(lines), null, true
    from raw.inspection_lines as lines
    cross join point
    inner join raw.plan_projects as projects
        on lines.project_code = projects.project_code and point.plan_version = projects.plan_version
    left join raw.plan_items as items
        on lines.item_code = items.item_code and point.plan_version = items.plan_version
    where lines.project_code = project and lines.is_accepted
    union all
    select 'payments', lines.line_id, lines.return_id, lines.cutoff_date, lines.sheet_name, lines.row_number,
        sources.source_name || ' ' || lines.document_number || ' ' || lines.voucher_number, '', null,
        jsonb_build_object(
            'source_code', lines.source_code,
            'document_number', lines.document_number,
            'voucher_number', lines.voucher_number
        ),
        to_jsonb(lines), null, true
    from raw.payments_lines as lines
    cross join point
    inner join raw.plan_funding_sources as sources
        on lines.source_code = sources.source_code and point.plan_version = sources.plan_version
    where lines.project_code = project and lines.is_accepted

),

others as (

    select
        filed.*,
        returns.received_at,
        returns.unit_code,
        units.unit_name,
        units.unit_type,
        units.unit_type = 'finance_bureau' as is_finance_bureau,
        row_number() over (by_thing order by filed.cutoff_date desc, returns.received_at desc, filed.line_id desc)
            as newest_first,
        row_number() over (
            by_thing
            order by
                filed.content ->> 'audited_cost_amount' is null, filed.cutoff_date desc, returns.received_at desc,
                filed.line_id desc
        ) as newest_audit_first,
        row_number() over (
            by_thing
            order by
                filed.content ->> 'valid_answers_count' is null, filed.cutoff_date desc, returns.received_at desc,
                filed.line_id desc
        ) as newest_answers_first
    from filed
    cross join point
    inner join raw.returns as returns on filed.return_id = returns.return_id
    inner join raw.plan_units as units
        on returns.unit_code = units.unit_code and point.plan_version = units.plan_version
    where filed.cutoff_date <= day and returns.received_at <= point.known_at
    window by_thing as (partition by filed.form, returns.unit_code, filed.about, filed.part)

),

claims as (

    select distinct on (others.about) others.line_id
    from others
    where others.form = 'cable' and others.newest_first = 1
    order by
        others.about asc, others.unit_code = others.keys ->> 'operator_code' desc, others.is_finance_bureau asc,
        others.cutoff_date desc, others.received_at desc, others.line_id desc

),

audits as (

    select distinct on (others.about)
        others.line_id,
        others.about,
        others.content ->> 'civil_cost_amount' is not null as states_civil_cost
    from others
    where
        others.form = 'cable'
        and others.newest_audit_first = 1
        and others.content ->> 'audited_cost_amount' is not null
        and (others.is_finance_bureau or others.document is not null)
    order by
        others.about asc, others.is_finance_bureau desc, others.cutoff_date desc, others.received_at desc,
        others.line_id desc

),

changes as (

    select distinct on (others.about)
        others.*,
        (others.content ->> 'confirmed_changes_amount')::numeric as confirmed_amount,
        (others.content ->> 'proposed_change_amount')::numeric as proposed_amount,
        others.content ->> 'confirmation_document_number' is null as is_unconfirmed
    from others
    where others.form = 'changes' and others.newest_first = 1
    order by
        others.about asc, others.cutoff_date desc, others.is_finance_bureau desc, others.received_at desc,
        others.line_id desc

),

ranked_changes as (

    select
        changes.*,
        row_number() over by_newest = 1 as is_newest,
        first_value(changes.confirmed_amount) over by_newest as confirmed_now_amount
    from changes
    window by_newest as (
        order by
            changes.cutoff_date desc, changes.is_finance_bureau desc, changes.confirmed_amount desc,
            changes.received_at desc, changes.line_id desc
    )

),

told_changes as (

    select
        ranked.line_id,
        ranked.is_newest,
        ranked.is_newest
        or coalesce(
            ranked.is_unconfirmed
            and (ranked.confirmed_now_amount - ranked.confirmed_amount) * sign(ranked.proposed_amount)
            < abs(ranked.proposed_amount),
            false
        ) as is_proposed
    from ranked_changes as ranked

),

cells as (

    select
        others.*,
        cells.key as column_name,
        case when cells.key not like '%\_date' then cells.value::numeric end as figure,
        case when cells.key like '%\_date' then cells.value::date end as stated_date,
        case
            when cells.key = 'audited_cost_amount' or cells.key = 'civil_cost_amount' and audits.states_civil_cost
                then coalesce(others.line_id = audits.line_id, false)
            else claims.line_id is not null
        end as is_cable_word,
        told_changes.is_newest as is_newest_change,
        told_changes.is_proposed
    from others
    cross join lateral jsonb_each_text(others.content) as cells
    left join claims on others.form = 'cable' and others.line_id = claims.line_id
    left join audits on others.form = 'cable' and others.about = audits.about
    left join told_changes on others.form = 'changes' and others.line_id = told_changes.line_id
    where
        cells.value is not null
        and cells.key ~ '_(amount|count|length|date)$|^verified_percent$'
        and cells.key <> 'cutoff_date'
        and (cells.key <> 'approved_estimate_amount' or others.estimate_date is not null)
        and case
            when cells.key = 'audited_cost_amount' then others.newest_audit_first
            when cells.key = 'civil_cost_amount' then least(others.newest_first, others.newest_audit_first)
            when cells.key in ('valid_answers_count', 'very_satisfied_count', 'satisfied_count')
                then others.newest_answers_first
            else others.newest_first
        end = 1

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
        row_number() over (
            partition by progress.item_code, cells.column_name, progress.unit_type = 'implementing_company'
            order by cells.figure desc nulls last
        ) = 1
        and progress.unit_type = 'implementing_company'
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
        null::text as document,
        null::date as stated_date,
        jsonb_build_object('item_code', progress.item_code) as keys
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
        cells.column_name = 'paid_amount' or spending.unit_type in ('finance_bureau', 'utility') as is_counted,
        spending.cutoff_date,
        spending.return_id,
        spending.line_id,
        spending.sheet_name,
        spending.row_number,
        null::text as document,
        null::date as stated_date,
        jsonb_build_object('source_code', spending.source_code, 'document_number', spending.document_number) as keys
    from spending
    cross join lateral (
        values
        ('allocated_amount', spending.allocated_amount),
        ('arrived_amount', spending.arrived_amount),
        ('paid_amount', spending.paid_amount)
    ) as cells (column_name, figure)
    union all
    select
        cells.form,
        cells.unit_code,
        cells.unit_name,
        cells.unit_type,
        cells.about,
        cells.column_name,
        cells.figure,
        case
            when cells.form = 'cable' then cells.is_cable_word
            when not cells.has_happened then false
            when cells.form = 'changes' and cells.column_name = 'proposed_change_amount' then cells.is_proposed
            when cells.form = 'changes' then coalesce(cells.is_newest_change, false)
            when cells.column_name = 'verified_percent' and cells.unit_code <> all(point.verifying_unit_codes)
                then false
            else
                row_number() over (
                    partition by
                        cells.form, cells.column_name,
                        case
                            when cells.column_name <> 'approved_estimate_amount' and cells.form <> 'residents'
                                then cells.about
                        end,
                        case when cells.column_name in ('deadline_date', 'closed_date') then cells.part end,
                        case when cells.form = 'inspection' then cells.unit_code = any(point.verifying_unit_codes) end
                    order by
                        (
                            cells.column_name like 'audited%' or cells.form = 'payments'
                        ) and cells.is_finance_bureau desc,
                        cells.estimate_date desc nulls last, cells.cutoff_date desc, cells.received_at desc,
                        cells.return_id desc,
                        case when cells.column_name = 'verified_percent' then cells.figure end asc,
                        cells.line_id desc
                ) = 1
        end as is_counted,
        cells.cutoff_date,
        cells.return_id,
        cells.line_id,
        cells.sheet_name,
        cells.row_number,
        cells.document,
        cells.stated_date,
        cells.keys
    from cells
    cross join point

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
    ) as waived_rules,
    figures.stated_date,
    figures.keys
from figures
inner join raw.returns as returns on figures.return_id = returns.return_id
left join raw.return_layouts as layouts
    on figures.return_id = layouts.return_id and figures.sheet_name = layouts.sheet_name
where figures.figure is not null or figures.stated_date is not null
order by figures.form, figures.column_name, figures.unit_code, figures.about
$$;
comment on function raw.lines_behind(text, date, timestamptz, integer) is
'某项目任一时点、任一已知时刻各数字背后的填报单元格，仅供系统自用 | The cells behind a project''s figures of any day as known at any moment; the pipeline''s own';
revoke execute on function raw.lines_behind(text, date, timestamptz, integer) from public;

-- What readers may ask: the same lines, of moments at which a publication of the day is or was known, under its own
-- plan version; of the publication that stands where no moment is named. Any other moment has no rows.
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
    waived_rules text[],
    stated_date date,
    keys jsonb
) language sql stable security definer set search_path = pg_catalog as $$
select behind.*
from (
    select distinct on (publications.known_at)
        publications.known_at,
        publications.plan_version
    from raw.publications as publications
    where
        publications.as_of_date = day
        and publications.state = 'published'
        and publications.known_at = coalesce(
            moment,
            (
                select published.known_at
                from marts.project_performance as published
                where published.project_code = project and published.as_of_date = day
            )
        )
    order by publications.known_at asc, publications.published_at desc, publications.publication_id desc
) as told
cross join lateral raw.lines_behind(project, day, told.known_at, told.plan_version) as behind
$$;
comment on function marts.lines_behind(text, date, timestamptz) is
'某项目某时点各数字背后的填报单元格，限已发布过的时刻；含支付凭证号，可供财政部门核对 | The cells behind a project''s figures of one day, of published moments alone; voucher numbers are told, for the finance bureau checks payments by them';
