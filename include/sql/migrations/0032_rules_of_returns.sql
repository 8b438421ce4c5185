-- With each return stands by which state of the rules it was checked, beside the plan and the policy; null of returns
-- from before. The cost that an audit states beside its civil works is found behind a figure, also where the same unit
-- has filed a newer line without an audit.
alter table raw.returns add column rules_version text check (rules_version ~ '^[0-9a-f]{12}$');
comment on column raw.returns.rules_version is '审核所依据的规则版本（规则文件的指纹前12位） | Version of the rules it was checked by: the first 12 digits of a fingerprint of their files';

do $$
declare
    behind regprocedure;
begin
    select procedures.oid::regprocedure into strict behind
    from pg_proc as procedures
    where procedures.pronamespace = 'raw'::regnamespace and procedures.proname = 'lines_behind';
    execute replace(
        pg_get_functiondef(behind),
        'when cells.key = ''civil_cost_amount'' then least(',
        'when cells.key in (''civil_cost_amount'', ''cable_cost_amount'') then least('
    );
end;
$$;
