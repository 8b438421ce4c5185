-- Let the planner know what was just staged: without this, a bulk load is checked by plans made for an empty table.
analyze raw./* form */_lines
