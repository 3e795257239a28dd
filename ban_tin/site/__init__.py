"""What is known of a site before any article is read: its facts, its counts, its addresses."""
