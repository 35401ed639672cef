"""Let pass what can name a figure or a record, as every resolver of prose does: all else is a ``KeyError``."""

from msgspec import ValidationError, convert

from jianbao.model.basics import FigureId, FigureIdStr, Ref, RefStr


def figure_name(name: FigureIdStr) -> FigureIdStr:
    """Return the id of a figure."""
    _refuse_other(name, FigureId)
    return name


def record_name(name: RefStr) -> RefStr:
    """Return the reference of a record."""
    _refuse_other(name, Ref)
    return name


def _refuse_other(name: str, kind: object) -> None:
    try:
        convert(name, kind)
    except ValidationError:
        raise KeyError(name) from None
