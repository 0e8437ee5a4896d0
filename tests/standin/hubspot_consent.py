"""HubSpot's rules for `legalConsentOptions`: either a consent with its texts or a legitimate interest."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.standin.wire import unknown

Problem = tuple[str, str]
FORMAT = "INVALID_LEGAL_OPTION_FORMAT"
BASES = {"CUSTOMER", "LEAD"}


@dataclass
class Consent:
    """`required`: a request without consent is refused. `subscriptions` has the ids of the kinds of mail."""

    required: bool = False
    subscriptions: set[int] = field(default_factory=lambda: {999})


def consent_problems(options: Any, rules: Consent) -> Iterator[Problem]:
    """What is wrong with the consent in a request; `options` is None if the request has none."""
    if options is None:
        if rules.required:
            yield "MISSING_PROCESSING_CONSENT", "Error in 'legalConsentOptions'. Consent is missing"
    elif not isinstance(options, dict) or len(options) != 1:
        yield FORMAT, "Give either consent or legitimateInterest"
    elif isinstance(options.get("consent"), dict):
        yield from _consent(options["consent"], rules)
    elif isinstance(options.get("legitimateInterest"), dict):
        yield from _interest(options["legitimateInterest"], rules)
    else:
        yield FORMAT, "Give either consent or legitimateInterest"


def _consent(consent: dict[str, Any], rules: Consent) -> Iterator[Problem]:
    """What is wrong with a consent: it has to be given, and each part has its text."""
    for key in unknown(consent, {"consentToProcess", "text", "communications"}):
        yield FORMAT, f"Unknown key '{key}'"
    if consent.get("consentToProcess") is not True:
        yield "MISSING_PROCESSING_CONSENT", "consentToProcess is not true"
    if not _text(consent):
        yield "MISSING_PROCESSING_CONSENT_TEXT", "The text of the consent is missing"
    communications = consent.get("communications", [])
    if not isinstance(communications, list) or not all(isinstance(each, dict) for each in communications):
        yield FORMAT, "communications is no list of objects"
        return
    for each in communications:
        yield from _communication(each, rules)
    for number, times in Counter(str(each.get("subscriptionTypeId")) for each in communications).items():
        if times > 1:
            yield "DUPLICATE_SUBSCRIPTION_TYPE_ID", f"subscriptionTypeId {number} is given twice"


def _communication(each: dict[str, Any], rules: Consent) -> Iterator[Problem]:
    """What is wrong with one kind of mail in a consent."""
    extra = unknown(each, {"value", "subscriptionTypeId", "text"})
    if extra or not isinstance(each.get("value"), bool) or not _known(each, rules):
        yield FORMAT, "A communication has a value, a known subscriptionTypeId and a text"
    if not _text(each):
        yield "MISSING_COMMUNICATION_CONSENT_TEXT", "The text of a communication is missing"


def _interest(interest: dict[str, Any], rules: Consent) -> Iterator[Problem]:
    """What is wrong with a legitimate interest."""
    extra = unknown(interest, {"value", "subscriptionTypeId", "legalBasis", "text"})
    based = interest.get("legalBasis") in BASES and isinstance(interest.get("value"), bool)
    if extra or not based or not _known(interest, rules):
        yield FORMAT, "A legitimate interest has a value, a known subscriptionTypeId and a legalBasis"
    if not _text(interest):
        yield "MISSING_LEGITIMATE_INTEREST_TEXT", "The text of the legitimate interest is missing"


def _known(part: dict[str, Any], rules: Consent) -> bool:
    """True if the part names a subscription that the account has."""
    number = part.get("subscriptionTypeId")
    return type(number) is int and number in rules.subscriptions


def _text(part: dict[str, Any]) -> bool:
    """True if the part has a text."""
    return isinstance(part.get("text"), str) and bool(part["text"].strip())
