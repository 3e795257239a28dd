"""From a source file to values: what the plan has to know of it, and what only its own page needs."""
