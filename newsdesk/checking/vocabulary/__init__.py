"""What rules of language know of words."""
