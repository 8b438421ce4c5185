-- What only an administrator may install.
create extension if not exists fuzzystrmatch
