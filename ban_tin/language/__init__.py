"""How people here write and read: Vietnamese, and the catalogues of messages."""
