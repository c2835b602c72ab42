"""Whether every link and every asset of the site is there, and none comes from elsewhere."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from tieout.audit.pages.reading import Page, Site, Target
from tieout.findings import Finding, place_at

_FETCHED: Final = ("src", "poster", "data", "background")
_FETCHING_RELS: Final = """
stylesheet preload prefetch modulepreload preconnect dns-prefetch icon manifest
apple-touch-icon mask-icon prerender
"""
_RELS: Final = frozenset(_FETCHING_RELS.split())
_SVG_FETCHED: Final = frozenset({"image", "use", "feimage"})
_CSS: Final = re.compile(
    r"""url\(\s*(?P<quote>["']?)(?P<url>.*?)(?P=quote)\s*\)|@import\s+["'](?P<import>[^"']+)["']""",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_HINT: Final = "everything that a page needs stands in the site itself"


def check_links(site: Site) -> tuple[int, list[Finding]]:
    """How many addresses inside the site were followed, and findings: audit-dead-link for a
    file or a fragment that is not there, audit-remote for what is fetched from another host."""
    count = 0
    findings: list[Finding] = []
    for page in site.pages.values():
        followed, found = _check_page(site, page)
        count += followed
        findings += found
    for path in sorted(it for it in site.files if it.endswith(".css")):
        text = (site.root / path).read_text(encoding="utf-8", errors="replace")
        plain = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        for address, offset in _css_addresses(plain):
            place = place_at(path, plain, offset)
            if _is_remote(address):
                message = f"the style sheet fetches {address}"
                findings.append(Finding(place, "audit-remote", message, _HINT))
            elif (target := site.resolve(path, address)) is not None and target.path != path:
                count += 1
                if target.path not in site.files:
                    message = f"{address} leads to no file"
                    findings.append(Finding(place, "audit-dead-link", message, _HINT))
    return count, findings


def _check_page(site: Site, page: Page) -> tuple[int, list[Finding]]:
    count = 0
    findings: list[Finding] = []
    for element in page.root.iter(etree.Element):
        for address, fetched in _addresses(element):
            if fetched and _is_remote(address):
                message = f"the page fetches {address}"
                findings.append(page.finding(element, "audit-remote", message, _HINT))
                continue
            target = site.resolve(page.path, address)
            if target is None or (element.tag == "base"):
                continue
            count += 1
            problem = _problem(site, page, target)
            if problem:
                hint = "lead to what is there"
                message = f"{address or 'an empty address'} {problem}"
                findings.append(page.finding(element, "audit-dead-link", message, hint))
    return count, findings


def _problem(site: Site, page: Page, target: Target) -> str:
    if target.path not in site.files:
        return f"leads to no file ({target.path})"
    to = site.pages.get(target.path)
    if to is None or target.fragment in ("", "top"):
        return ""
    if target.fragment not in to.ids:
        return f"leads to no place: nothing on {target.path} has the id {target.fragment}"
    if target.fragment in to.twins:
        return f"leads to two places: {target.path} has the id {target.fragment} twice"
    return ""


def _addresses(element: HtmlElement) -> Iterator[tuple[str, bool]]:
    """The addresses that an element names, and whether a browser fetches each by itself."""
    tag = element.tag
    for name in ("href", "xlink:href"):
        address = element.get(name)
        if address is None:
            continue
        if tag == "link":
            yield address, bool(_RELS & set((element.get("rel") or "").lower().split()))
        else:
            yield address, tag in _SVG_FETCHED
    for name in _FETCHED:
        address = element.get(name)
        if address is not None and (name != "data" or tag == "object"):
            yield address, True
    for candidate in re.split(r",\s+", element.get("srcset") or element.get("imagesrcset") or ""):
        if candidate.strip():
            yield candidate.split()[0], True
    if tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
        yield (element.get("content") or "").lower().partition("url=")[2].strip("'\" "), True
    for css in (element.get("style"), element.text if tag == "style" else None):
        for address, _ in _css_addresses(_COMMENT.sub("", css or "")):
            if not address.startswith("#"):
                yield address, True


def _css_addresses(text: str) -> Iterator[tuple[str, int]]:
    for match in _CSS.finditer(text):
        yield match["url"] or match["import"] or "", match.start()


def _is_remote(address: str) -> bool:
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme in ("http", "https", "ftp", "ws", "wss")
