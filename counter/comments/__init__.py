"""Comments: taken, sorted and kept until the office has decided. Nothing here shows one to the public."""
