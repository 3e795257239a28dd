"""What a build asks of the machine: processes, limits, stamps of files, a lock, a cache."""
