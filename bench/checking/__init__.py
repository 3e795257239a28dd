"""How well the rules of language find what is wrong, and how seldom they are wrong: planted faults, and texts as they are."""
