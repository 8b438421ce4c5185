-- Put away the returns of the batch that was replayed, or those that have no verdict yet: nobody sees their lines.
update raw.returns
set state = 'registered'
where state in ('read', 'checked')
