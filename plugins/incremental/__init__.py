"""Builds whose cost is the change: what was read and written is remembered, and only what depends on a change is made again."""
