"""What readers find, what they download and what an index costs, beside Pagefind, MiniSearch and SQLite FTS5."""
