"""Front matter of a kit page: what sales people send about a style (`content/kit/<style>.md`)."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from site_build.models.base import Date, Description, Form, Line, Schema, Slug, Title, curly

SMS_LENGTH = 160
"""Characters of one text message in the alphabet that every telephone has."""
UNADDRESSED = Form(
    r"(?:(?!://)[^@{}\[\]<>])+", "a text without addresses, brackets and @: the link is put behind it"
)
Points = Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]
Said = Annotated[Line, Field(max_length=260)]
Letter = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1200),
    UNADDRESSED,
    AfterValidator(curly),
]
Sms = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=SMS_LENGTH),
    Form(
        r"(?:(?!://)[A-Za-z0-9 .,:;?!'\"()/%&+-])+",
        "plain letters, figures and marks on one line: any other sign makes a text message cost more",
    ),
]


class Mail(Schema):
    """A ready mail; the link is put behind its text."""

    subject: Annotated[Line, Field(max_length=78), UNADDRESSED]
    text: Letter


class Kit(Schema):
    """What to do with a page of a style that one sends: `style` is that page's file name.

    `well`, `costs` and `negotiate` are the sheet on paper; `opening`, `send` and `avoid` are for whoever
    sells. `mail`, `linkedin` and `sms` are ready texts without a link. `updated` is the sheet's day.
    """

    title: Title
    description: Description
    standfirst: Line
    style: Slug
    updated: Date
    well: Said
    costs: Said
    negotiate: Points
    opening: Points
    send: Points
    avoid: Points
    mail: Mail
    linkedin: Annotated[Letter, Field(max_length=700)]
    sms: Sms
