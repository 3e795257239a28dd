"""What ``ban-tin new`` writes: the folder of a new site, made of the answers of the office that it is for. Pure functions."""
