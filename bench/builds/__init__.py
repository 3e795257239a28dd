"""What a build and a preview cost, beside Pelican's own, Hugo and Eleventy with the same corpus and equal themes."""
