"""The text of a file that a conversation is to be about."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable
from pathlib import Path

from pyglm.errors import DocumentError

MAX_BYTES = 32 << 20  # of a file; the longest context holds less than one of text
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HTML_START = re.compile(rb"\s*(<!--.*?-->\s*)*(<!doctype html|<html)", re.IGNORECASE | re.DOTALL)
_HARD_SPACE = "\N{NO-BREAK SPACE}"
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HIDDEN = ("script", "style", "noscript", "template", "head")  # elements without text for readers
_PARAGRAPHS = (
    *("article", "aside", "blockquote", "dl", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
    *("hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"),
)
_LINES = ("address", "br", "dd", "div", "dt", "figcaption", "li", "tr")


def read_document(path: str | os.PathLike[str]) -> str:
    """The text of a file: plain text, Markdown, source code, PDF or HTML.

    PDF needs pypdf and HTML needs beautifulsoup4: pip install 'pyglm-runtime[doc]'.

    Args:
        path: text is UTF-8, or UTF-16 with a byte order mark.

    Raises:
        OSError: the file cannot be read.
        DocumentError: it has no text, none that can be read, or is too large; the message says what to do.
    """
    path = Path(path)
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        raise DocumentError(
            f"{path}: {path.stat().st_size >> 20} MiB, of which no context holds a tenth; give a part of it"
        )
    data = path.read_bytes()
    decoder = _decoder(path, data)
    text = decoder(path, data)
    # pages and lines end in many ways; the tokens should not depend on it
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").strip("\n")
    if not text.strip():
        hint = "; scanned pages need text recognition (OCR) first" if decoder is _pdf_text else ""
        raise DocumentError(f"{path}: there is no text in it{hint}")
    return text


def _decoder(path: Path, data: bytes) -> Callable[[Path, bytes], str]:
    if data.startswith(b"%PDF-") or path.suffix.lower() == ".pdf":
        return _pdf_text
    if path.suffix.lower() in _HTML_SUFFIXES or _HTML_START.match(data[:4096]):
        return _html_text
    return _plain_text


def _plain_text(path: Path, data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        raise DocumentError(f"{path}: a zip archive, as .docx, .odt and .epub are; save it as text, PDF or HTML")
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        what = "binary" if b"\0" in data else "not UTF-8 text"
        raise DocumentError(
            f"{path}: {what}: byte 0x{data[error.start]:02x} at offset {error.start}; "
            "if it is text, convert it to UTF-8 with iconv"
        ) from None
    if "\0" in text:
        raise DocumentError(f"{path}: binary: a zero byte at offset {data.index(0)}; give a text, PDF or HTML file")
    return text


def _pdf_text(path: Path, data: bytes) -> str:
    try:
        import pypdf
    except ImportError:
        raise _missing(path, "PDF", "pypdf") from None
    try:
        pages = pypdf.PdfReader(path).pages
        return "\n\n".join([page.extract_text() for page in pages])
    except pypdf.errors.FileNotDecryptedError:
        raise DocumentError(f"{path}: the PDF is locked by a password; save a copy without one") from None
    except Exception as error:  # a broken PDF fails in any way
        raise DocumentError(f"{path}: cannot be read as PDF: {error or type(error).__name__}") from None


def _html_text(path: Path, data: bytes) -> str:
    try:
        import bs4
        from bs4.element import NavigableString
    except ImportError:
        raise _missing(path, "HTML", "beautifulsoup4") from None
    page = bs4.BeautifulSoup(data, "html.parser")
    if page.contains_replacement_characters:
        raise DocumentError(f"{path}: not in the encoding that it claims, {page.original_encoding}; save it as UTF-8")
    for element in page(list(_HIDDEN)):
        element.decompose()
    for text in page.find_all(string=True):
        if type(text) is not NavigableString:  # a comment or declaration
            text.extract()
        elif text.find_parent("pre") is None:
            text.replace_with(re.sub(r"[ \t\r\n]+", " ", text))  # as a browser shows it
        else:
            text.replace_with(text.replace(" ", _HARD_SPACE))
    for element in page(list(_PARAGRAPHS)):
        element.insert_before("\n\n")
        element.insert_after("\n\n")
    for element in page(list(_LINES)):
        element.insert_after("\n")
    for element in page(["td", "th"]):
        element.insert_after("\t")
    lines = [line.strip(" \t").replace(_HARD_SPACE, " ") for line in page.get_text().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _missing(path: Path, kind: str, package: str) -> DocumentError:
    return DocumentError(f"{path}: {kind} needs the package {package}: pip install 'pyglm-runtime[doc]'")
