"""Everything public is documented, and the examples in the documentation run."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import spro

MODULES = sorted(m.name for m in pkgutil.iter_modules(spro.__path__) if m.name not in ("_spro", "__main__"))
PUBLIC = [name for name in spro.__all__ if not name.startswith("__")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_run(name):
    module = importlib.import_module(f"spro.{name}")
    done = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert done.failed == 0


def members(thing):
    """The public methods and attributes that a class makes itself, beside the attributes of records."""
    for name, member in vars(thing).items():
        fields = thing.__match_args__ if issubclass(thing, spro.Record) else ()
        if not name.startswith("_") and name not in fields:
            yield name, member.fget if isinstance(member, property) else getattr(thing, name)


def test_everything_public_is_documented():
    silent = []
    for name in PUBLIC:
        thing = getattr(spro, name)
        if inspect.isclass(thing) or inspect.isroutine(thing):
            if not inspect.getdoc(thing):
                silent.append(name)
        if inspect.isclass(thing):
            silent += [f"{name}.{own}" for own, member in members(thing) if callable(member) and not inspect.getdoc(member)]
    assert silent == []


def test_records_document_each_attribute():
    silent = []
    for name in PUBLIC:
        thing = getattr(spro, name)
        if inspect.isclass(thing) and issubclass(thing, spro.Record):
            own = [key for key in thing.__dict__.get("__annotations__", ()) if not key.startswith("_")]
            silent += [f"{name}.{key}" for key in own if f"{key} (" not in (thing.__doc__ or "")]
    assert silent == []
