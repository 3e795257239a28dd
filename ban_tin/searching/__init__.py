"""Searching the site: what readers may find, as an index of plain files that their browser asks for piece by piece.

Vietnamese words are mostly two syllables, so pairs of neighbouring syllables are looked up, not words. Pure: documents to terms, terms to
the shards of an index, and from an index and what changed to the next one. Decision 0013 says why it is built so; the reader's side is
``theme/js/search``.

    words          text to words as they are compared: without marks, the marks apart
    abbreviations  one name for all the forms of an office's name
    documents      articles, pages and attachments to what is searched of them
    body_text      what a published body says
    terms          a document to its terms and their weights
    numbering      documents to their numbers, by month
    layout         which shard holds a term of a document
    shards         shards as text
    records        what is shown of a result
    indexing       all documents to an index, in processes
    updating       shards to the next ones, by what changed
    vocabulary     the words that completion and correction offer
    index          an index as a whole, made anew or brought up to date
    head           what a browser asks for first
"""
