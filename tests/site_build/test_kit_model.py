"""What a kit page may say: ready texts without links, a text message of one message's length."""

from typing import Any

import pytest
from pydantic import ValidationError

from site_build.models.kit import SMS_LENGTH, Kit, Mail
from tests.site_build.copies import ROOT, loaded

SOUND = next(entry.document.meta for entry in loaded(ROOT).kit if entry.slug == "lion")


def refused(changes: dict[str, Any]) -> list[str]:
    """The keys that are refused when the sound page is changed so."""
    try:
        Kit.model_validate({**SOUND, **changes})
    except ValidationError as failure:
        return [".".join(map(str, error["loc"])) for error in failure.errors()]
    return []


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("a" * SMS_LENGTH, True),
        ("a" * (SMS_LENGTH + 1), False),
        ("", False),
        ("It's plain, isn't it?", True),
        ("A curly ’ costs a second message", False),
        ("Two\nlines", False),
        ("See https://example.com/", False),
        ("Dear [name]", False),
    ],
)
def test_text_message_is_plain_and_short(text: str, sound: bool) -> None:
    """At most 160 characters of the alphabet that every telephone has, on one line, without a link."""
    assert refused({"sms": text}) == ([] if sound else ["sms"])


@pytest.mark.parametrize(
    "text", ["Dear [name],", "Dear {name},", "<b>", "at https://x.example/", "a@b.example"]
)
def test_ready_text_has_no_link_and_no_blank(text: str) -> None:
    """The link is put behind; a blank would be sent by somebody who forgot to fill it in."""
    assert refused({"linkedin": text}) == ["linkedin"]
    assert refused({"mail": {"subject": "Sound", "text": text}}) == ["mail.text"]
    assert refused({"mail": {"subject": text, "text": "Sound"}}) == ["mail.subject"]


def test_message_keeps_its_apostrophe_straight() -> None:
    """Other texts are set with typographic marks; the text message must stay plain."""
    kit = Kit.model_validate({**SOUND, "sms": "It's here", "linkedin": "It's here"})
    assert (kit.sms, kit.linkedin) == ("It's here", "It’s here")


def test_mail_keeps_its_paragraphs() -> None:
    """The lines of a mail stay as they are."""
    assert Mail.model_validate({"subject": "One", "text": "One\n\ntwo\n"}).text == "One\n\ntwo"
