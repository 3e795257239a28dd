"""Saved pages of portals as source documents; HTML of other sources as flow."""

from newsdesk.importing.web_page.flow import Around, Flow, flow_of_html
from newsdesk.importing.web_page.reading import read_content, read_page, read_pasted

__all__ = ["Around", "Flow", "flow_of_html", "read_content", "read_page", "read_pasted"]
