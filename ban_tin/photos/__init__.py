"""Photos: renditions of every width and format, made once, kept by content, without any metadata.

Before anything is read, the photos that articles name are encoded over all cores. Reading an article then
finds them in the store, and says what is wrong with those that could not be encoded.
"""
