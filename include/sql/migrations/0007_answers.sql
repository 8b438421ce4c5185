-- What an answer needs to know: where a form's columns stood in a file, and which return of its chain this is.

-- Where the columns of a form stand in a sheet of a return. One row per return and sheet.
create table raw.return_layouts (
    return_id bigint not null references raw.returns on delete cascade,
    sheet_name text not null,
    form text not null,
    heading_row_numbers integer[] not null,
    places jsonb not null,
    language text not null check (language in ('zh', 'en')),
    primary key (return_id, sheet_name)
);
comment on column raw.return_layouts.heading_row_numbers is '表头所在行，从1起 | Rows of the headings, from 1';
comment on column raw.return_layouts.places is '栏目名 → 从0起的列序 | Column name → position from 0';
comment on column raw.return_layouts.language is '表头语言 | Language of the headings';

-- A finding of the moment at which an answer is written: text that a spreadsheet would take for a formula.
alter table raw.findings drop constraint findings_found_by_check;
alter table raw.findings add constraint findings_found_by_check
check (found_by in ('reading', 'checking', 'writing'));

-- The how-manieth return of a unit on one form and cut-off date this is, by arrival: 1, 2, 3. A later one changes no
-- earlier number. One row per return and form.
create view raw.return_versions as
select
    returns.return_id,
    returns.unit_code,
    returns.received_at,
    returns.cutoff_date,
    returns.accepted_lines_count,
    parts.form,
    row_number() over (
        partition by returns.unit_code, parts.form, returns.cutoff_date
        order by returns.received_at, returns.return_id
    ) as return_version
from raw.returns as returns
cross join lateral unnest(returns.forms) as parts (form)
where returns.cutoff_date is not null;

---------- what is published

alter table marts.submission_status add column return_version integer;
alter table marts.submission_status add column superseded_by_return_id bigint;
comment on column marts.submission_status.return_version is '同一单位、表种、截至日期的第几次报送；未能识别表种或截至日期的为空 | Which return of its unit on its form and cut-off date; null where form or cut-off date is not known';
comment on column marts.submission_status.superseded_by_return_id is '其后有数据计入的同表同期报表的回执编号（相同事项以其为准） | Receipt number of the next return of the chain that counts; what both report stands as there';
alter table candidate.submission_status add column return_version integer;
alter table candidate.submission_status add column superseded_by_return_id bigint;
