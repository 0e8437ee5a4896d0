"""JSON Schemas of front matter and data files, written by `python -m site_build schema`.

The models say what is right; the words here say what each key is for. Called by the command line.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from site_build.counting import DIALECT
from site_build.library import SECTIONS
from site_build.models.data import Data
from site_build.models.page import Page

WORDS: Mapping[str, str] = {
    "title": "At most 60 characters, on no other page, written like a sentence.",
    "description": "70 to 155 characters, for search results and previews; on no other page.",
    "standfirst": "One or two sentences under the title that make the reader want to go on.",
    "date": "The day of publication, such as 2026-11-23.",
    "updated": "The day of the last change to the text, on or after `date`.",
    "authors": "Who signs it: ids from _data/authors.yml.",
    "topics": "What it is about: one to three ids from _data/topics.yml.",
    "series": "The series that it belongs to: an id from _data/series.yml.",
    "styles": "The styles of the assessment it speaks to: lion, dolphin, owl, monkey.",
    "status": "How far it is; only what is published (a playbook: active) is on the site as such.",
    "publish_at": "A published article is on the site from this day on; without it, from `date` on.",
    "expires_on": "From this day on the article is in no list; its page stays, and says so.",
    "review_by": "The day by which somebody reads it again; from then on the checks remind you.",
    "cta": "The call to action at the end: an id from _data/ctas.yml.",
    "move": "The file name, without .md, of a move of the library, such as if-you-then-we.",
    "image": "A picture in a folder beside the article that has the article's name.",
    "canonical": "The address elsewhere at which the article appeared first.",
    "redirect_from": "The addresses that it had before, such as /articles/old-name/.",
    "sources": "Where numbers and claims come from; each is cited in the text as [@id].",
    "drawing": "The drawing at the head: gave, spread, zone or quarters of the sample company, or the curve.",
    "article": "The file name, without .md, of the article to read next.",
    "lead": "The file name, without .md, of the article that stands first in the list.",
    "brief": "Short lines above the form of the demo page: how long, who, what comes next.",
    "kind": "Which template the page has; `page` for one of text.",
    "practise": "The line to practise.",
    "you": "The style that the reader tends to play, as in the file's name.",
    "they": "The style that the other side tends to play, as in the file's name.",
    "expect": "Two to four sentences that stand alone: what is likely to happen.",
    "do": "Two to four sentences that stand alone: what to do about it.",
    "role": "The role in its short form.",
    "office": "The role written out.",
    "question": "The question that the role asks, with its mark.",
    "reads": "Three to five figures of the ledger, in the order in which the role reads them.",
    "style": "The file name, without .md, of the style's page that the kit is about.",
    "well": "What the style does well, in one or two sentences about somebody else: it stands on the sheet.",
    "costs": "What the style costs, likewise.",
    "negotiate": "Two to four sentences for the sheet: how to negotiate with somebody who plays it.",
    "send": "Two to four sentences: what to send, and in which form.",
    "mail": "A ready mail; the link is put behind it.",
    "subject": "The subject of the mail, at most 78 characters.",
    "linkedin": "A ready message for LinkedIn, at most 700 characters; the link is put behind it.",
    "sms": "A ready text message, at most 160 plain characters without the link, which is put behind it.",
    "schema": "The format of the playbook.",
    "id": "A name of lower-case letters, digits and hyphens, by which other things point here.",
    "version": "Three numbers such as 1.0.0.",
    "effective": "The day from which it holds.",
    "owner": "Who answers for it.",
    "side": "Whether it buys, sells, is inside the company, or is for one person.",
    "currency": "The three letters of the currency, such as EUR.",
    "glossary": "Where its words are explained.",
    "scope": "When it applies, and when it does not.",
    "terms": "What must be settled.",
    "gives": "What we can offer, priced.",
    "gets": "What we ask for in return, priced.",
    "moves": "The named moves.",
    "red_lines": "Conditions that nobody in the room may cross.",
    "approvals": "Who must say yes, and when.",
    "escalation": "Who is called, when, with what in hand.",
    "walk_away": "What we do without a deal.",
    "objections": "Reasons not to accept, with prepared answers.",
    "metrics": "The figures of the ledger that it is to move.",
    "posture": "The manner, in one sentence.",
    "changes": "Why each version differs from the one before.",
    "name": "The name as it is shown.",
    "about": "One or two sentences about who signs.",
    "text": "The whole text in one line.",
    "button": "What happens when it is pressed.",
    "href": "The page that it leads to, such as /demo/.",
    "why": "The reason, in one sentence.",
    "url": "The web address, if you are sure of it.",
    "src": "The name of the file, such as two-offers.png: at least 1200 pixels wide, at most 400 KB.",
    "alt": "What the picture shows, for who cannot see it.",
    "credit": "Who made the picture.",
    "what": "The figure of the ledger.",
    "tells": "What it tells this role.",
    "when": "The condition under which it is needed.",
    "who": "The role that says yes.",
    "within": "How fast the answer comes.",
    "by": "Who made the change.",
    "ledger": "The entries of the ledger behind it.",
    "after": "What has happened before somebody is called.",
    "bring": "What to have in hand.",
    "to": "Who is called.",
    "grade": "E study, E* textbook, D open data, V vendor, C convention, P proposal.",
    "note": "What to know about it.",
    "source": "Where it comes from.",
    "label": "The name as it is shown.",
    "our_value": "What it is worth to us, and how we know.",
    "our_cost": "What it costs us, and how we know.",
    "their_value": "What it is worth to them, as a range.",
    "approval": "The id of the approval that it needs.",
    "max_uses": "How often it may be given, each time for another get of `trade_for`.",
    "trade_for": "The ids of what we may take for it.",
    "avoid": "What not to say or do.",
    "by_style": "What changes for each style.",
    "evidence": "How well it is supported.",
    "logs": "What is written down.",
    "metric": "The figures that it moves.",
    "say": "The words for it.",
    "stage": "When in a negotiation it is made.",
    "then": "What follows on what they answer.",
    "trigger": "What calls for it.",
    "answer": "What to answer.",
    "hear": "What may stand behind it.",
    "says": "What they say.",
    "amount": "The amount in the playbook's currency.",
    "basis": "Where the figure comes from.",
    "rule": "A condition or an amount in the language of rules.",
    "deputy": "Who answers when the owner is away.",
    "reason": "The reason that we can give for it.",
    "on_breach": "What to do when it is crossed.",
    "applies_when": "The cases that it is for.",
    "not_when": "The cases that it is not for.",
    "better": "Which direction is better for us.",
    "cost": "What a step costs.",
    "hold": "The position that we hold.",
    "opening": "The position that we open with.",
    "rank": "How much it matters to us.",
    "reservation": "The last position before we leave.",
    "target": "The position that we want.",
    "unit": "What it is counted in.",
    "confidence": "How we know.",
    "high": "The upper end of the range.",
    "low": "The lower end of the range.",
    "batna": "What we do without a deal.",
    "value": "What that is worth.",
    "facts": "What only the deal itself can tell: red lines and approvals may name it, as `sole_source`.",
    "inputs": "The figures that whoever prepares fills in; rules name them.",
    "example": "The figure of the worked example.",
    "of": "The id of the term that this trade moves.",
    "use": "The file name, without .md, of the move of the library that it follows.",
    "their_cost": "What it may cost them, as a range.",
    "needs": "The ids of gives, one of which has to stand beside it.",
    "model": "How a step of the term is priced: price, cash, risk or unit.",
    "volume": "How many units of that price the deal holds, as a rule.",
    "rate": "The yearly rate, such as 0.08.",
    "probability": "How likely it is, from 0 to 1: an estimate.",
    "problems": "What it answers: one to three ids from _data/problems.yml.",
    "term": "The word itself, as it stands in a text.",
    "means": "What it means, in one sentence.",
    "also": "Other words for it, which are linked too.",
    "quiet": "Other words for it that are everyday words too, and linked nowhere.",
    "feeds": "The field of the ledger that it feeds.",
    "number": "Its number in the standard's list of metrics.",
    "good": "Whether higher or lower is better.",
    "sounds": "How it sounds when one has it.",
    "purpose": "What consent is asked for: processing, marketing or result.",
    "sha256": "The SHA-256 of the text, in hexadecimal.",
    "abbreviations": "Abbreviations that readers know, or that stand for a title in a source.",
    "words": "Words or phrases, in any case.",
    "message": "What is wrong, to be read behind the word.",
    "instead": "What to write in its place.",
    "where": "Where the rule holds: text, headings, front matter.",
    "severity": "Whether it stops the site (error) or is only said (warning).",
    "british": "American spellings, each with that of the house.",
}
"""What each key is for, by its name; a key means the same wherever it stands, or nearly."""
SPECIAL: Mapping[tuple[str, str], str] = {
    ("Change", "date"): "The day of the change.",
    ("KeptCard", "page"): "The path of the page whose card it was, such as /styles/lion/.",
    ("KeptCard", "until"): "The last day on which the old address is kept.",
    ("Heading", "title"): "The name as it is shown.",
    ("Heading", "description"): "What it gathers, in one sentence.",
    ("Consent", "text"): "The text word for word, as it is shown.",
    ("CallToAction", "text"): "The one sentence above the button.",
    ("Source", "text"): "Author, year, title and where it appeared, in one line.",
    ("Move", "say"): "What to say, one line an item.",
    (
        "Move",
        "then",
    ): "What follows on what they answer: ids of this playbook's moves by agree, refuse, silence.",
    ("NamedMove", "say"): "What to say, one line an item.",
    ("Objection", "move"): "The id of this playbook's move that answers it, such as m-trade.",
    ("Get", "to"): "The value that it moves its term to, as a rule.",
    ("Give", "to"): "The value that it moves its term to, as a rule.",
    ("RiskCost", "severity"): "What it would cost, as a rule.",
    ("UnitCost", "value"): "What one unit is worth to us, as a rule.",
    ("WalkAway", "value"): "What that is worth in the unit of the money term: a number or a rule.",
    ("Input", "why"): "Where the figure of the example comes from.",
    ("Kit", "opening"): "Two to four sentences: how to open a sale with somebody who plays it.",
    ("Kit", "avoid"): "Two to four sentences: what not to say or do.",
    ("Kit", "updated"): "The day of the last change; it is printed on the sheet.",
    ("Mail", "text"): "The text, without a greeting by name and without a link.",
    ("Style", "styles"): "None, one or two styles, as in the file's name.",
    ("Spelling", "words"): "Names and words that are right as they stand.",
}
"""Keys that mean something else in one schema, by its name and theirs."""


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the name of its file."""
    models: dict[str, type[BaseModel]] = {kind.__name__.lower(): kind for kind in (*SECTIONS.values(), Page)}
    found = {f"{name}.json": model.model_json_schema() for name, model in models.items()}
    for name, field in Data.model_fields.items():
        found[f"{name}.json"] = {
            "title": name.capitalize(),
            **TypeAdapter[Any](field.rebuild_annotation()).json_schema(),
        }
    _shortened(found["playbook.json"])
    return {name: {"$schema": DIALECT, **told(schema)} for name, schema in sorted(found.items())}


def write(folder: Path) -> int:
    """Writes them all; 0."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), encoding="utf-8")
    print(f"{folder.name}/ written.", file=sys.stderr)
    return 0


def text(schema: Mapping[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _shortened(playbook: dict[str, Any]) -> None:
    """In a file of ours a move may say `use` in place of what the library says."""
    move = playbook["$defs"]["Move"]
    whole = move["required"]
    move["required"] = ["id"]
    move["anyOf"] = [{"required": ["use"]}, {"required": whole}]


def told(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with a description of each key, its own and those of the schemas inside it."""
    for name, part in [(schema.get("title", ""), schema), *schema.get("$defs", {}).items()]:
        for key, value in part.get("properties", {}).items():
            value["description"] = SPECIAL.get((name, key)) or WORDS[key]
    return schema
