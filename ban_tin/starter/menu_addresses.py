"""Addresses that a new site's menu leads to."""

from ban_tin.site.addresses import addresses_of


def category_address(slug: str, role: str, language: str) -> str:
    """Return where readers are led that look for a category: to the page of its role, where it has one."""
    addresses = addresses_of(language)
    return {"notices": addresses.notices, "documents": addresses.documents}.get(role) or addresses.section(slug)
