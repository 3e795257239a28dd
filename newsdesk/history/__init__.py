"""What an article was before, by git and by what the newsdesk keeps: versions, differences, commits, and the way to a shared repository. No HTTP."""
