-- Record why a candidate was not published.
update raw.publications
set state = 'contract_violated', contract_failures = cast(:contract_failures as jsonb)
where publication_id = :publication_id
