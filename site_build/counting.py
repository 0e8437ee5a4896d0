"""`event/1`, what a site that counts may tell of a visit: every event, its properties and values; in words.

theme/components/count/count.js sends it; `funnel_export` reads it back. A closed list: nothing else is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_build.models.funnel import Count

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA = "schema/event-1.json"
"""The address of the schema. It never moves: another major format has another number."""
FORMAT = "event/1"
LEAST = 5
"""A count below this is shown as "< 5", so that no report tells of single visits."""
LIMITS = (1_000, 3_000, 10_000, 30_000, 120_000, 300_000, 600_000, 1_800_000)
"""Milliseconds: a time is told only as the first of these that it stayed below."""
LONGER, UNKNOWN = 3_600_000, 0
"""What stands for a time beyond all limits, and for one that is not known."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a property can be: the JSON Schema of its value."""

    schema: Mapping[str, Any]


def one_of(*values: str | int | bool) -> Kind:
    """One of these values and no other."""
    return Kind({"enum": list(values)})


WORD = Kind({"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,59}$"})
WHOLE = Kind({"type": "integer", "minimum": 0, "maximum": 999})
BUCKET = one_of(UNKNOWN, *LIMITS, LONGER)
DEMO = {"adapter": WORD, "code": WHOLE}
EVENTS: Mapping[str, Mapping[str, Kind]] = {
    "page_viewed": {"kind": WORD},
    "article_read": {"slug": WORD, "depth": one_of(25, 50, 75, 100)},
    "style_page_viewed": {"style": WORD, "via": one_of("share", "sales", "qr", "none")},
    "assessment_started": {"instrument": WORD, "version": WHOLE},
    "question_answered": {"n": WHOLE, "of": WHOLE},
    "assessment_left": {"n": WHOLE, "of": WHOLE, "ms_bucket": BUCKET},
    "assessment_finished": {
        "ms_bucket": BUCKET,
        "engine": one_of("idle", "starting", "ready", "failed"),
        "engine_ms_bucket": BUCKET,
    },
    "result_viewed": {"own": one_of(True, False)},
    "result_shared": {"channel": one_of("link", "system", "linkedin", "mail", "whatsapp", "sms")},
    "demo_opened": DEMO,
    "demo_submitted": DEMO,
    "demo_accepted": DEMO,
    "demo_failed": DEMO,
    "booking_opened": {"provider": WORD},
    "engine_failed": {
        "stage": one_of("start", "answer"),
        "reason": one_of(
            "policy", "webassembly", "workers", "memory", "said", "answering", "loaded", "other"
        ),
    },
}
"""Every event with its properties. None can hold an answer, a score, a text of the visitor's, an address."""
AROUND: Mapping[str, Mapping[str, Any]] = {
    "path": {"type": "string", "pattern": "^/[^?#]{0,499}$"},
    "referrer": {"type": "string", "pattern": "^[a-z0-9.:-]{1,253}$"},
    "campaign": WORD.schema,
}
"""What stands beside the properties: the page, the host one came from, the campaign in the page's address."""
OPTIONAL = ("referrer", "campaign")
NAMES = {
    "plausible": "Plausible",
    "umami": "Umami",
    "goatcounter": "GoatCounter",
    "matomo": "Matomo",
    "posthog": "PostHog",
    "webhook": "a receiver of our own",
}


NOTHING = """\
Nothing.
No page tells anybody that you were here, apart from the request itself, which every web host sees.
Should the operator switch counting on, this part says so: it is made from the same setting.
[The list of all that could then be told](/{schema}) is a file of this site."""
SOMETHING = """\
Page views and steps are counted with {name}; what is told of them goes to `{origin}`.
These are told:

- the page that was opened, and its kind;
- how far an article was read;
- of the assessment, that it was begun, that a question was answered, at which one it was left,
  that it was finished, and in about what time;
- that a result was looked at or passed on, and in which way;
- what became of a request for a demo, without what stands in it;
- that the scoring program failed.

Beside it stand the host of the site that you came from, and the campaign that the address names.
A page of a style is a page like any other: that it was opened is told, and whether by a shared link.

Never told are your answers, your scores, anything that you write,
and what else an address holds behind `?` or `#`.
Nothing is stored on your device for it, and you are given no number.
The computer that counts sees your request, with your IP address, as any computer does that is asked;
{asked} may estimate from it how many visitors there were.
[The list of all that can be told](/{schema}) is a file of this site.

If your browser sends Global Privacy Control or Do Not Track, nothing is counted at all."""


def schema(root: str) -> dict[str, Any]:
    """The closed JSON Schema of `event/1`; `root` is the address of the site."""
    return {
        "$schema": DIALECT,
        "$id": f"{root}{SCHEMA}",
        "title": FORMAT,
        "description": "What a site may tell of a visit. A time is told by the limit that it stayed below.",
        "oneOf": [_event(name, kinds) for name, kinds in EVENTS.items()],
    }


def _event(name: str, kinds: Mapping[str, Kind]) -> dict[str, Any]:
    around = {key: dict(value) for key, value in AROUND.items()}
    props = closed({key: dict(kind.schema) for key, kind in kinds.items()})
    return closed({"schema": {"const": FORMAT}, "name": {"const": name}, **around, "props": props}, OPTIONAL)


def closed(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object with these properties and no other, all needed but the optional ones."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def words(count: Count | None) -> dict[str, str]:
    """What a page may say of the counting, by the placeholder that stands for it; the text is Markdown."""
    if count is None:
        return {"counting.short": "It counts no visitors.", "counting.whole": NOTHING.format(schema=SCHEMA)}
    name = NAMES[count.adapter]
    asked = "the receiver" if count.adapter == "webhook" else name
    return {
        "counting.short": f"It counts page views and steps with {name}, and does not know who you are.",
        "counting.whole": SOMETHING.format(name=name, asked=asked, origin=count.connect[0], schema=SCHEMA),
    }
