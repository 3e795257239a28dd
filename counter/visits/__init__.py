"""Counting: what a hit means, and what readers are told of it."""
