"""Attachments as rules see them: whether readers can open, search and hear them, and whom they tell of."""
