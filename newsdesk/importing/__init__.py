"""Bringing in what was written elsewhere: pure functions from what there is to articles of ours."""
