"""Ratings: 1 to 5 stars, one a day from a visitor for an article, and what is told of them."""
