-- Make room for the next form's last accepted lines.
drop table last_accepted
