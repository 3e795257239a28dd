"""The files of the plan that are no pages: feeds, sitemaps, sharing pictures, the list for the counter."""
