"""The articles and pages of a site as an office sees them: each with its state, found and sorted in milliseconds. Plain values, no HTTP."""
