"""Draws the demo pictures of the site: flat editorial illustrations stored the way phones store photographs."""
