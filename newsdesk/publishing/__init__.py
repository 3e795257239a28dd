"""What leaves the office: a release made of the built site, signed, sent, switched to, and taken back."""
