"""Reads machine forms as strangers do: official schema, vocabulary, public hash tool."""

import functools
import json
import logging
import warnings
from typing import Any

import jsonschema_rs
from epcis_event_hash_generator import hash_generator, json_to_py

from tests.conftest import SHARED

EPCIS = SHARED / "standards" / "epcis"
# Where a bare word stands > the context whose words it may be.
CONTEXTS = {
    "bizStep": "cbv-context-bizstep",
    "disposition": "cbv-context-disposition",
    "set": "cbv-context-disposition",
    "unset": "cbv-context-disposition",
    "reason": "cbv-context-error-reason",
    "bizTransactionList.type": "cbv-context-biztransaction-type",
    "sourceList.type": "cbv-context-sourcedest-type",
    "destinationList.type": "cbv-context-sourcedest-type",
    "sensorReport.type": "gs1-context-measurement-type",
}
Doc = dict[str, Any]


@functools.cache
def _validator() -> Any:
    """The official schema with its formats checked (times, addresses)."""
    text = (EPCIS / "EPCIS-JSON-Schema.json").read_text()
    return jsonschema_rs.Draft7Validator(json.loads(text), validate_formats=True)


def faults(document: Doc) -> list[str]:
    """What the official schema says against a document."""
    return [error.message[:300] for error in _validator().iter_errors(document)]


def hashes(document: Doc) -> list[str]:
    """The hash of each event by the public package, in the document's order."""
    logging.getLogger().setLevel(logging.ERROR)
    with warnings.catch_warnings():
        # importlib.resources.open_text, which the package calls, was deprecated for a while
        warnings.simplefilter("ignore", DeprecationWarning)
        events = json_to_py.event_list_from_epcis_document_str(json.dumps(document))
    return list(hash_generator.epcis_hashes_from_events(events))


@functools.cache
def words(name: str) -> frozenset[str]:
    """Bare words of a context of the vocabulary."""
    read = json.loads((EPCIS / "context" / f"{name}.jsonld").read_text())
    return frozenset(word for word in read["@context"] if not word.startswith("@"))


def events(document: Doc) -> list[Doc]:
    """The events of a document."""
    return list(document["epcisBody"]["eventList"])


def strange_words(document: Doc) -> list[str]:
    """Bare words of events that no context of CBV knows, and names that no context has."""
    root = json.loads((EPCIS / "context" / "epcis-context-root.jsonld").read_text())["@context"]
    prefixes = {"cbvmda", *document["@context"][1]}
    named = frozenset(_names(root))
    return [one for event in events(document) for one in _strange(event, named, prefixes, "")]


def _strange(node: Any, named: frozenset[str], prefixes: set[str], under: str) -> list[str]:
    if isinstance(node, list):
        return [one for below in node for one in _strange(below, named, prefixes, under)]
    if not isinstance(node, dict):
        return _bare(under, node)
    found = []
    for name, value in node.items():
        known = name in named or name.partition(":")[0] in prefixes
        under_it = f"{under}.type" if name == "type" else name
        found += ([] if known else [name]) + _strange(value, named, prefixes, under_it)
    return found


def _names(node: Any) -> set[str]:
    if isinstance(node, list):
        return {one for below in node for one in _names(below)}
    if not isinstance(node, dict):
        return set()
    return set(node) | {one for below in node.values() for one in _names(below)}


def _bare(under: str, value: Any) -> list[str]:
    context = CONTEXTS.get(under)
    if context is None or value in words(context):
        return []
    return [f"{under}={value}"]
