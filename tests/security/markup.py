"""A page as a browser takes it apart: its tags, what stands in its fields, what it leads to."""

from __future__ import annotations

from html.parser import HTMLParser


class Markup(HTMLParser):
    """`tags` in their order with what they carry; `fields` by name; `inline` words of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.fields: dict[str, str] = {}
        self.inline = ""
        self._field = self._tag = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        self._tag = tag
        if tag == "input" and "name" in given:
            self.fields[given["name"]] = given.get("value", "")
        if tag == "textarea":
            self._field = given.get("name", "")
            self.fields[self._field] = ""

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""
        if tag == "textarea":
            self.fields[self._field] = self.fields[self._field].removeprefix("\n")
            self._field = ""

    def handle_data(self, data: str) -> None:
        if self._field:
            self.fields[self._field] += data
        if self._tag in ("script", "style"):
            self.inline += data.strip()

    def leads_to(self) -> set[str]:
        """Every link, form and button: "GET /p/3/edit", "POST /p/3/reactions"."""
        found = {f"GET {given['href']}" for tag, given in self.tags if "href" in given}
        for tag, given in self.tags:
            if tag == "form":
                found.add(f"{given.get('method', 'get').upper()} {given.get('action', '')}")
            if "formaction" in given:
                found.add(f"POST {given['formaction']}")
        return found
