"""What publishing one article costs."""
