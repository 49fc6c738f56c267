"""Bytes to text, and what counts as text. Text is stored as it is: nothing is repaired.

The only changes are that a byte order mark is dropped and that CRLF and lone CR become LF, so that offsets
count the same on every system. Encodings: UTF-8, or UTF-16 and UTF-32 that say so with a byte order mark.
Anything else is refused rather than guessed at, since a wrong guess changes characters for good and nobody
sees it; the message tells when the bytes would read as Windows-1252. HTML may declare its charset.
"""

import codecs
import re

from pipeline.ingest.rules import IngestRule, Rejected

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.01
_SAMPLE = 24


def decode(data: bytes, charset: str = "utf-8") -> str:
    """The text of a file. `charset` is what the file declares; a byte order mark goes before it.

    Raises `Rejected` for binary data, and for bytes that are invalid in the encoding, with their offset.
    """
    _refuse_signatures(data)
    mark, encoding = next(((m, name) for m, name in _BYTE_ORDER_MARKS if data.startswith(m)), (b"", charset))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, len(mark)) from None


def normalise_newlines(text: str) -> str:
    """The text with CRLF and lone CR as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def require_text(text: str) -> str:
    """The same text, if it is text: it has a letter or digit, no NUL, and at most 1 % other control
    characters.

    Tabs, line feeds and form feeds (page breaks) are no control characters here. Raises `Rejected` otherwise,
    and for lone surrogates, which JSON can escape but UTF-8 cannot hold.
    """
    if not any(map(str.isalnum, text)):
        raise Rejected(
            IngestRule.EMPTY, "There is no text: not one letter or digit.", value=text, column="text"
        )
    _refuse_controls(text)
    if not text.isascii():
        _refuse_surrogates(text)
    return text


def _refuse_signatures(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Rejected(IngestRule.BINARY, f"The contents are {what}, not text.", value=what)


def _refuse_controls(text: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        hint = " It may be UTF-16 without a byte order mark." if text.count("\0") * 3 > len(text) else ""
        raise Rejected(
            IngestRule.BINARY,
            f"There is a NUL character at offset {nul:,}.{hint}",
            value="\\x00",
            column="text",
        )
    controls = _CONTROL.findall(text)
    if len(controls) > _MOST_CONTROLS * len(text):
        share = len(controls) / len(text)
        raise Rejected(
            IngestRule.BINARY,
            f"{share:.0%} of the characters are control characters, so that it is hardly text.",
            value=repr(controls[0]),
            column="text",
        )


def _refuse_surrogates(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Rejected(
            IngestRule.UNDECODABLE,
            f"Character {error.start:,} is half of a surrogate pair.",
            value=text[error.start : error.end],
            column="text",
        ) from None


def _undecodable(data: bytes, error: UnicodeDecodeError, skipped: int) -> Rejected:
    offset = skipped + error.start
    line = data.count(b"\n", 0, offset) + 1
    bytes_there = data[offset : offset + max(1, error.end - error.start)][:4].hex(" ")
    detail = (
        f"Byte {offset:,} (line {line:,}) is invalid in {error.encoding.upper()}: {error.reason}."
        f"{_windows_1252_hint(data, offset)}"
    )
    return Rejected(IngestRule.UNDECODABLE, detail, value=f"0x{bytes_there} at byte {offset}", column="text")


def _windows_1252_hint(data: bytes, offset: int) -> str:
    """A hint when every byte reads as Windows-1252 and no more than one in ten is beyond ASCII."""
    beyond_ascii = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    if b"\0" in data or beyond_ascii * 10 > len(data):
        return ""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    around = data[max(0, offset - _SAMPLE) : offset + _SAMPLE].decode("cp1252").replace("\n", " ").strip()
    return f" It reads as Windows-1252 (“{around}”): iconv -f WINDOWS-1252 -t UTF-8."
