"""A read-only map from bytes to bytes in one memory-mapped file.

In the manner of D. J. Bernstein's cdb: an open-addressed table of offsets, then the records. Opening costs
nothing and every process that opens the file shares its pages, which is why the gazetteer's 800,000 names
live here and not in a dictionary.
"""

import mmap
from collections.abc import Mapping
from pathlib import Path
from struct import Struct
from zlib import crc32

_HEADER = Struct("<8sI4x")
_RECORD = Struct("<HI")
_MAGIC = b"CONSTMP1"
_SLOT = 4


def serialise(entries: Mapping[bytes, bytes]) -> bytes:
    """The file content of a map. Keys are at most 65,535 bytes, everything together less than 4 GiB."""
    bits = max(4, (2 * len(entries)).bit_length())
    mask = (1 << bits) - 1
    slots = memoryview(bytearray(_SLOT << bits)).cast("I")
    records = bytearray(_HEADER.pack(_MAGIC, bits))
    base = _HEADER.size + (_SLOT << bits)
    body = bytearray()
    for key, value in entries.items():
        slot = crc32(key) & mask
        while slots[slot]:
            slot = (slot + 1) & mask
        slots[slot] = base + len(body)
        body += _RECORD.pack(len(key), len(value)) + key + value
    return bytes(records + slots.tobytes() + body)


class ConstantMap:
    """Reads what `serialise` wrote, from a file or from memory."""

    def __init__(self, content: bytes | mmap.mmap) -> None:
        magic, bits = _HEADER.unpack_from(content)
        if magic != _MAGIC:
            raise ValueError(f"not a constant map: begins with {magic!r}, expected {_MAGIC!r}")
        self._content = content
        self._mask = (1 << bits) - 1
        self._slots = memoryview(content)[_HEADER.size : _HEADER.size + (_SLOT << bits)].cast("I")

    @classmethod
    def open(cls, path: Path) -> "ConstantMap":
        """Map the file at `path`.

        Raises `OSError` if it cannot be read and `ValueError` if it is no constant map.
        """
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def get(self, key: bytes) -> bytes | None:
        """The value stored under `key`, or `None`."""
        content, slots, mask = self._content, self._slots, self._mask
        slot = crc32(key) & mask
        while offset := slots[slot]:
            key_size, value_size = _RECORD.unpack_from(content, offset)
            begin = offset + _RECORD.size
            if content[begin : begin + key_size] == key:
                return content[begin + key_size : begin + key_size + value_size]
            slot = (slot + 1) & mask
        return None
