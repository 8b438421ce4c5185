copy raw./* form */_lines (/* columns */) from stdin
