"""Addresses as pages write them, from the page that they stand on."""

import posixpath


def resolved(href: str, page: str) -> tuple[str, str]:
    """Where an address within the site leads that stands on a page, whose own address is `page`:
    the page or file there, from the root of the site, and the place on it, empty where the
    address names none."""
    path, _, place = href.partition("#")
    there = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return there, place
