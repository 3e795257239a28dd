"""Ratings and comments beside peers: what a reader loads, what is kept about a reader, what a comment costs the server."""
