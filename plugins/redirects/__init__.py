"""Old addresses: each alias of an article gets a page that leads to the article."""
