"""Feeds: one for all news, one for each section."""
