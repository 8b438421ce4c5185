-- Put a batch of returns, or all, back to where they stood before they were checked.
update raw.returns
set state = 'read'
where verdict is not null and received_at = coalesce(cast(:received_at as timestamptz), received_at)
