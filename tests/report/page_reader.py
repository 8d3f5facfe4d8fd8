"""What a browser sees of a page, for tests that need none."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "rect", "line", "circle", "br"}


class Page(HTMLParser):
    """What a browser sees: tags with attributes, the cells of each table, and the words of each article."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.articles: list[str] = []
        self.words = ""
        self._stack: list[str] = []
        self._section = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag == "section":
            self._section = attributes["id"] or ""
        if tag == "tr":
            self.tables.setdefault(self._section, []).append([])
        if tag in ("td", "th"):
            self.tables[self._section][-1].append("")
        if attributes.get("class") == "text":
            self.articles.append("")
        if tag not in VOID:
            self._stack.append("words" if attributes.get("class") == "text" else tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        opened = self._stack.pop()
        assert opened == tag or (opened, tag) == ("words", "div"), f"<{opened}> closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        self.words += data
        if "words" in self._stack:
            self.articles[-1] += data
        elif "td" in self._stack or "th" in self._stack:
            self.tables[self._section][-1][-1] += data

    @property
    def ids(self) -> list[str]:
        """The ids of all elements, in their order."""
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]

    @property
    def links(self) -> list[str]:
        """Where all links lead, in their order."""
        return [attributes["href"] or "" for tag, attributes in self.tags if tag == "a" and "href" in attributes]
