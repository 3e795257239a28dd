"""What readers wrote: fetched from the counter, decided about, kept beside its article. Functions for the command, the preview and others."""
