import os, re
from playwright.sync_api import sync_playwright, expect
from tests.browser import test_writing as w
from tests.browser.conftest import QUIET
def test_probe(site, passes, launch, chromium_path):
    state = passes("parent")
    import inspect
    # reuse playwright object through closure
    pl = inspect.getclosurevars(launch).nonlocals["playwright"]
    b = pl.chromium.launch(executable_path=chromium_path, args=[*QUIET, "--no-sandbox"], ignore_default_args=["--disable-back-forward-cache"])
    page = b.new_page(base_url=site.address, storage_state=state)
    there = w.begin(page)
    text = w.words()
    tok = "document.querySelector('[name=token]').value"
    page.evaluate("window.marker=1")
    print("before", page.evaluate(tok))
    w.field(page).fill(text)
    w.post(page)
    expect(page).to_have_url(re.compile("#post-2$"))
    print("after", page.evaluate(tok))
    page.go_back()
    print("back", page.url, page.evaluate(tok), repr(w.field(page).input_value()), page.locator(".post").count(), page.evaluate("window.marker"))
    b.close()
