-- From here on every return counts again.
delete from returns_left_out
