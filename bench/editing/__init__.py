"""What saving a block costs until it is seen, beside Hugo's server and Decap's local back end with the same corpus."""
