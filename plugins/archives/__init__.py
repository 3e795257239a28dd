"""Lists whose full pages never change again, the archive by year and month, and the indexes of terms."""
