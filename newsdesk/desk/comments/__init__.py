"""The page on which an office decides about comments: the form, what it does, and what it shows."""
