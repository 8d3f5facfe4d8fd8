"""`python -m harness.gold new`: an empty gold file for an article, ready to be filled."""

import hashlib
from pathlib import Path

from harness.errors import ConfigError, InputErrors
from harness.gold.header import is_plain_name
from harness.gold.lines import decode
from harness.gold.problems import FileProblems

_TEMPLATE = """\
# The facts that {id} asserts. Guidelines: GUIDELINES.md; fact types: schema.yaml.
schema_version: 1
article: {{id: "{id}", sha256: "{sha256}", published: null}}   # the dateline's day: "2013-01-28"
annotation: {{by: [XX], status: draft, guidelines: "1.0"}}

# Every name that the article uses for the same thing, once:
#   some-group: {{kind: group, name: Name of the Group, also: [NG]}}   # kind: person, group, organisation or place
#   some-town: {{kind: place, name: Town, within: some-district}}      # within: only where the article says so
entities: {{}}

# One entry for each fact, in the order of the article; [] says that it asserts none.
#   - id: some-arrests
#     type: detention
#     quotes: ["words of the article, found exactly once"]
#     slots:
#       count: {{text: nine, value: 9}}
#       date: {{text: January 18, value: "XXXX-01-18"}}
facts: []
"""


def new(seed: Path, gold: Path | None = None) -> Path:
    """Write `<gold>/<article>.yaml` for the article in `seed` and return its path; never overwrites.

    `gold` defaults to the folder `gold` beside the article's own folder, which is made if need be. Raises ConfigError
    if it cannot be written, InputErrors if the article is no UTF-8.
    """
    if seed.suffix != ".txt" or not is_plain_name(seed.stem):
        raise ConfigError(f"{seed}: an article is a .txt file whose name holds letters, digits, '.', '_' and '-'")
    if gold and not gold.is_dir():
        raise ConfigError(f"{gold}: there is no such folder; make it, or name another: gold=<folder>")
    folder = gold or seed.resolve().parent.parent / "gold"
    path = folder / f"{seed.stem}.yaml"
    try:
        data = seed.read_bytes()
        problems = FileProblems(str(seed))
        if decode(data, problems) is None:
            raise InputErrors(problems.found)
        content = _TEMPLATE.format(id=seed.stem, sha256=hashlib.sha256(data).hexdigest())
        folder.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except FileExistsError:
        raise ConfigError(f"{path} exists already; nothing was written") from None
    except OSError as error:
        raise ConfigError(f"{error.filename or seed}: {error.strerror or error}") from None
    return path
