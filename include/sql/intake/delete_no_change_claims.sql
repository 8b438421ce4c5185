-- Take back the ticks of 本期无变化 that were read in a return.
delete from raw.no_change_claims
where return_id = :return_id
