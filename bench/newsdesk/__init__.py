"""The newsdesk against the clock: its list (``python -m bench.newsdesk``), and the whole way of an article (``python -m bench.newsdesk.whole_way``)."""
