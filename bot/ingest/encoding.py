"""Bytes to text, whatever their charset claims to be."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BZh",
    b"\x7fELF",
    b"{\\rtf",
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_NOT_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"}
_HEAD_BYTES = 4096


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding: a known format, NUL bytes, or many control characters."""
    if any(data.startswith(mark) for mark, _ in _BOMS):
        return False
    head = data[:_HEAD_BYTES]
    return data.startswith(_MAGIC) or b"\0" in head or len(_CONTROLS.findall(head)) > len(head) / 20


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of bytes: by its byte order mark, as UTF-8 when valid, as declared, else by statistics.

    UTF-8 goes before the declaration because text that happens to be valid UTF-8 almost always is, and
    declarations are often wrong; only the 7-bit encodings of ISO 2022 look like it and are not.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    seven_bit = declared is not None and declared.lower().startswith(("iso-2022", "hz"))
    for candidate in (declared, "utf-8") if seven_bit else ("utf-8", declared):
        text = _strictly(data, candidate)
        if text is not None:
            return text
    return _guessed(data)


def decode_html(data: bytes, declared: str | None = None) -> str:
    """Text of an HTML page; without a charset in the header its own `<meta charset>` is believed."""
    found = None if declared else _META_CHARSET.search(data[:_HEAD_BYTES])
    return decode(data, found[1].decode("ascii") if found else declared)


def _strictly(data: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        name = codecs.lookup(encoding).name
        if name in _NOT_CHARSETS:
            return None
        # The web reads Latin-1 as Windows-1252, whose quotation marks stand where Latin-1 has controls.
        return data.decode("cp1252" if name in {"iso8859-1", "ascii"} else name)
    except (LookupError, ValueError):
        return None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:50_000]).best()
    text = _strictly(data, best.encoding) if best else None
    return text if text is not None else data.decode("utf-8", "replace")
