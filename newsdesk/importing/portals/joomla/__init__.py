"""Joomla 1.5 to 5: its own articles, and those of K2.

``tables`` knows its tables by their columns, ``records`` brings together what belongs to one article, ``articles`` reads it, ``addresses`` says where it
was found.
"""
