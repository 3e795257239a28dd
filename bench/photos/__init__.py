"""What the photos of a site cost to make, beside sharp, pyvips and Hugo; and why the encoders are set as they are."""
