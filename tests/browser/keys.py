"""A reader with a keyboard and nothing else: Tab to a thing, see that it has the focus, press."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

# More stops than any page has; a journey that needs more goes in circles.
STOPS = 250
STATE = """target => {
    const at = document.activeElement;
    if (at !== target) return "elsewhere";
    const box = at.getBoundingClientRect();
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const shown = ["", "::after"].some((part) => {
        const style = getComputedStyle(at, part || null);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    return seen ? (shown ? "there" : "no ring") : "out of sight";
}"""


# About how many stops lie between here and there. Which one has the focus is then looked at.
DISTANCE = """target => {
    const at = document.activeElement;
    if (at === document.body && location.hash) return 0;
    const every = "a[href], button, input, select, textarea, [tabindex]";
    const stops = [...document.querySelectorAll(every)].filter((one) => one === target
        || (one.tabIndex >= 0 && !one.disabled && one.checkVisibility()
            && one.type !== "hidden" && (one.type !== "radio" || one.checked)));
    return stops.indexOf(target) - stops.indexOf(at) - 3;
}"""

BUSY = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"


class Keys:
    """Only `page.keyboard` touches the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def link(self, name: str, *, within: Locator | None = None) -> Locator:
        return self._named("link", name, within)

    def button(self, name: str, *, within: Locator | None = None) -> Locator:
        return self._named("button", name, within)

    def _named(self, role: str, name: str, within: Locator | None) -> Locator:
        place = within or self.page
        return place.get_by_role(role, name=name).filter(visible=True).first  # type: ignore[arg-type]

    def reach(self, target: Locator) -> None:
        """Tab until it has the focus, where it can be seen to have it."""
        expect(target).to_be_visible()
        wanted = target.element_handle()
        for _ in range(self.page.evaluate(DISTANCE, wanted)):
            self.page.keyboard.press("Tab")
        for _ in range(STOPS):
            state = self.page.evaluate(STATE, wanted)
            if state != "elsewhere":
                assert state == "there", f"{target} has the focus, but: {state}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached with the Tab key")

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """A link, with Enter."""
        self.reach(self.link(name, within=within))
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")

    def send(self, name: str, *, within: Locator | None = None) -> None:
        """A button that sends a form and loads a page, with Space."""
        self.reach(self.button(name, within=within))
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Space")

    def press(self, target: Locator) -> None:
        """A button that changes something on the page it stands on, with Space."""
        # No person presses again within the 20 ms that htmx takes to settle what it just put in.
        expect(self.page.locator(BUSY)).to_have_count(0)
        self.reach(target)
        self.page.keyboard.press("Space")

    def write(self, label: str, text: str, *, within: Locator | None = None) -> None:
        """Into a field, in place of what is there."""
        fields = self.page.locator("input, textarea").filter(visible=True)
        self.reach((within or self.page).get_by_label(label).and_(fields).first)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def choose(self, label: str, beginning: str) -> None:
        """In a list: type how the choice begins."""
        field = self.page.get_by_label(label).filter(visible=True).first
        self.reach(field)
        self.page.keyboard.type(beginning)
        expect(field.locator("option:checked")).to_contain_text(beginning)

    def skip_to_main(self) -> None:
        """The first stop of every page."""
        self.page.keyboard.press("Tab")
        skip = self.page.get_by_role("link", name="Skip to the main part")
        expect(skip).to_be_focused()
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("main")).to_be_focused()
