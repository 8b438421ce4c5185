-- Let the planner know what was just written: without this, a bulk load is checked by plans made for empty tables.
-- The server sees to large tables by itself, in time; tables of a few dozen rows it never looks at.
analyze raw./* table */
