"""Hold a written census against the sector's schema of 2026."""

from functools import cache
from pathlib import Path

from lxml import etree

from rock.insight.cin.codes import DATA
from rock.insight.cin.gate import CensusRefused, drop
from rock.insight.cin.reader import check_well_formed

SCHEMA = DATA / "CIN_schema_2026.xsd"
_MOST = 20


def validate(path: Path | str) -> list[str]:
    """Return what is wrong with a file by the schema, each thing once and at most 20; empty when it is valid.

    The file is passed over twice as a stream: for the gate, and for the schema, which does not mind a truncated file.
    """
    try:
        check_well_formed(path)
    except CensusRefused as refused:
        return [str(refused)]
    with Path(path).open("rb") as stream:
        events = etree.iterparse(stream, events=("end",), schema=_schema(), resolve_entities=False, collect_ids=False)
        try:
            for _, element in events:
                if element.tag == "Child":
                    drop(element)
        except etree.XMLSyntaxError as error:
            return list(dict.fromkeys(entry.message for entry in error.error_log))[:_MOST] or [str(error)]
    return []


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))
