"""One build: what changed since the last one is read, made and written."""
