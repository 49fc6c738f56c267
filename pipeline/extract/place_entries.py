"""Lists whose entries are headed by places: "Baghdad: 16 bodies found. Kirkuk: three bodies found."."""

import re
from typing import Final

from pipeline.extract.passage import Passage

_HEADED: Final = re.compile(r"f?X(?:,X)?:")
SEPARATE: Final = "separate"


class PlaceEntries:
    """Whether a report is such a list from its first count on; its entries count no people of one another.

    After a toll of all the places its entries are its details.
    """

    def __init__(self) -> None:
        self._is_list: bool | None = None

    def settle(self, passage: Passage) -> None:
        """Mark the claims of a further entry."""
        is_entry = self._is_list is not False and _is_entry(passage)
        if self._is_list is None:
            self._is_list = is_entry
        elif is_entry:
            for claim in passage.claims:
                claim.details.append(SEPARATE)


def _is_entry(passage: Passage) -> bool:
    """ "Near Balad: two bodies recovered": a place and a colon open the sentence."""
    reading = passage.reading
    label = _HEADED.match(reading.string)
    if label is None:
        return False
    colon = reading.tokens.starts[reading.chunks[label.end() - 1].first]
    return any(place.start < colon for place in passage.setting.places)
