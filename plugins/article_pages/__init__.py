"""The pages of articles, of ``content/trang`` and of the address that does not exist."""
