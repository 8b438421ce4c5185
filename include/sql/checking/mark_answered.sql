-- Mark a return as answered, with its receipt's place under the outbox.
update raw.returns
set state = 'answered', receipt_path = :receipt_path
where return_id = :return_id
