// Buttons that write Markdown's marks, so that nobody has to know them. Without scripts the form
// works the same, with plain words.
(() => {
  "use strict";
  const form = document.querySelector("form[data-compose]");
  if (!form) return;
  const body = form.elements.body;

  function button(words, press, icon) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn plain";
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("class", "i");
    picture.setAttribute("aria-hidden", "true");
    picture.append(document.createElementNS(space, "use"));
    picture.firstChild.setAttribute("href", `#i-${icon}`);
    made.append(picture, document.createTextNode(words));
    made.addEventListener("click", press);
    return made;
  }
  function write(text, start, end) {
    body.focus();
    body.setSelectionRange(start, end);
    // insertText keeps the browser's own undo; where it is missing, the text is set plainly.
    if (!document.execCommand("insertText", false, text)) {
      body.setRangeText(text, start, end, "end");
      body.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  function around(mark, sample) {
    const { selectionStart: start, selectionEnd: end } = body;
    const chosen = body.value.slice(start, end) || sample;
    write(mark + chosen + mark, start, end);
    body.setSelectionRange(start + mark.length, start + mark.length + chosen.length);
  }
  function before(mark) {
    const start = body.value.lastIndexOf("\n", body.selectionStart - 1) + 1;
    const stop = body.value.indexOf("\n", body.selectionEnd);
    const end = stop < 0 ? body.value.length : stop;
    write(body.value.slice(start, end).split("\n").map((line) => mark + line).join("\n"), start, end);
  }
  function link() {
    const { selectionStart: start, selectionEnd: end } = body;
    const chosen = body.value.slice(start, end) || "words to show";
    write(`[${chosen}](https://)`, start, end);
    const at = start + chosen.length + 3;
    body.setSelectionRange(at, at + "https://".length);
  }
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.setAttribute("role", "toolbar");
  tools.setAttribute("aria-label", "Style of your words");
  tools.append(
    button("Bold", () => around("**", "bold words"), "bold"),
    button("Italic", () => around("*", "italic words"), "italic"),
    button("List", () => before("- "), "list"),
    button("Quote", () => before("> "), "text-quote"),
    button("Link", link, "link"),
  );
  // One stop for the Tab key; the arrow keys move inside, as in every toolbar.
  const buttons = [...tools.children];
  buttons.forEach((one, index) => { one.tabIndex = index ? -1 : 0; });
  tools.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const from = buttons.indexOf(document.activeElement);
    const to = buttons[(from + step + buttons.length) % buttons.length];
    buttons.forEach((one) => { one.tabIndex = one === to ? 0 : -1; });
    to.focus();
    event.preventDefault();
  });
  body.before(tools);
})();
