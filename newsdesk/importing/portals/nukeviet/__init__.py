"""NukeViet 3.x to 5: the modules news, page, laws and archives.

``tables`` knows its tables by their columns, ``records`` brings together what belongs to one article, ``news``, ``documents`` and ``pages`` read it,
``addresses`` says where it was found.
"""
