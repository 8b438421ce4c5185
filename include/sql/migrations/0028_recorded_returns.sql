-- What was known at a moment is what had been received and judged by then: a file that waited for its verdict counts
-- from the verdict on, so that a figure of a past moment comes out again. Received, for punctuality, stays received.
alter table raw.returns
add column recorded_at timestamptz generated always as (greatest(received_at, judged_at)) stored;

do $$
declare
    behind regprocedure;
begin
    select procedures.oid::regprocedure into strict behind
    from pg_proc as procedures
    where procedures.pronamespace = 'raw'::regnamespace and procedures.proname = 'lines_behind';
    execute replace(
        pg_get_functiondef(behind), 'returns.received_at <= point.known_at', 'returns.recorded_at <= point.known_at'
    );
end;
$$;
