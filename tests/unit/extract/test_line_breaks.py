"""Line ends that end a sentence, and line ends inside one."""

import pytest

from pipeline.extract.line_breaks import breaks_line

_PARAGRAPH = (
    "Eleven people were killed in the market of Maroua on Friday when two girls blew themselves up, the governor "
    "of the region said."
)


@pytest.mark.parametrize(
    "text",
    [
        f"Eleven dead in Maroua\n{_PARAGRAPH}",
        f"{_PARAGRAPH}\nRead our earlier report",
        "The dead are\n• two guards",
        "Killed: 4\n- wounded: 9",
        "Share this story\nMore from the region",
        "Seven died\n2) three were hurt",
    ],
)
def test_the_line_is_a_sentence(text: str) -> None:
    assert breaks_line(text, text.index("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "Eleven people were killed in the market of Maroua on\nFriday.",
        "Eleven people were killed\nby two bombers.",
        "troops fired on the crowd near the\nMinistry and\nkilled two",
        "THE ARMY SAID THAT TWO REBELS\nDIED IN THE ATTACK",
        "a gang kidnapped the wife of Gen.\nOrtiz",
        "Police in Maroua,\nCameroon, found two bodies",
    ],
)
def test_the_line_goes_on(text: str) -> None:
    assert not breaks_line(text, text.index("\n"))
