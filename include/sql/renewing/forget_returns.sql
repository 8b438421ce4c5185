-- Forget which returns the last candidate knew.
delete from kept.returns
