"""Links to other sites, asked for when an editor says so: never by a build, never without being told."""
