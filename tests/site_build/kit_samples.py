"""A sheet of the kit as the tests draw it."""

from datetime import date

from site_build.kit.sheet import Sheet

SITE = "https://edge.example.com/"
PAPER = Sheet(
    title="The Closer",
    styles=("lion",),
    well="It does this well.",
    costs="It costs that.",
    negotiate=("Do this.", "Then that."),
    practise="Which two?",
    link=f"{SITE}styles/lion/?utm_source=kit",
    shown="edge.example.com/styles/lion/",
    site="The Edge",
    day=date(2026, 11, 28),
)
