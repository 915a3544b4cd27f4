// What the house asks of every page beyond axe's rules. Answers a list of sentences; an empty
// list is a good page. `options.scheme` is only for the sentences.
(options) => {
  const found = [];
  const say = (words, element) => {
    const where = element
      ? ` <${element.tagName.toLowerCase()} class="${element.getAttribute("class") || ""}"> `
        + `“${(element.textContent || element.getAttribute("name") || "").trim().replace(/\s+/g, " ").slice(0, 50)}”`
      : "";
    found.push(words + where);
  };
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const drawn = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const main = document.querySelector("main");

  // ---- The frame ----
  if (document.documentElement.lang !== "en") say("the page does not say its language");
  for (const part of ["header", "main", "footer"]) {
    if (all(`body > ${part}, body > div > ${part}`).length !== 1) say(`not exactly one ${part}`);
  }
  const landmarks = all("nav, aside").map((one) => one.getAttribute("aria-label"));
  if (landmarks.some((name) => !name)) say("a part of the page has no name");
  if (new Set(landmarks).size !== landmarks.length) say(`two parts have one name: ${landmarks}`);

  // ---- Headings ----
  // What went wrong with a form is told before everything else on its page.
  const headings = all("h1,h2,h3,h4,h5,h6").filter((one) => drawn(one) && !one.closest(".errors"));
  const levels = headings.map((one) => Number(one.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) say("not exactly one main heading");
  if (levels[0] !== 1) say("the main heading is not the first");
  levels.forEach((level, at) => { if (at && level > levels[at - 1] + 1) say(`a heading jumps to h${level}`); });

  // ---- Nothing hidden that says something ----
  for (const shut of all("dialog:not([open]), details:not([open]), [hidden], [popover], template, [aria-hidden=true]")) {
    if (shut.textContent.trim() && shut.matches("[aria-hidden=true]") && shut.closest(".avatar, .crumb, .pages")) continue;
    if (shut.textContent.trim()) say("words in something closed", shut);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest("script, noscript, option, textarea")) continue;
    texts.push(walker.currentNode);
    if (!drawn(parent)) say("words that nobody sees", parent);
  }

  // ---- Targets: 44 px; a link inside a sentence has the height of its line, at least 24 px ----
  const inSentence = (link) => {
    if (!link.matches("a") || getComputedStyle(link).display !== "inline") return false;
    const block = link.closest("p, li, dd, small, td, th, .mail, .body");
    return Boolean(block) && block.textContent.trim().length > link.textContent.trim().length;
  };
  const target = (control) => {
    if (control.matches("[type=radio], [type=checkbox]")) return control.closest("label") || control;
    // The whole card can be pressed where the link's ::after lies over it.
    const over = getComputedStyle(control, "::after");
    return over.content !== "none" && over.position === "absolute" ? control.offsetParent : control;
  };
  for (const control of all("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (control.matches(".skip") || !drawn(control)) continue;
    if (inSentence(control)) {
      if (parseFloat(getComputedStyle(control).lineHeight) < 24) say("a link in a line under 24 px", control);
      continue;
    }
    const box = target(control).getBoundingClientRect();
    if (box.height < 43.5 || box.width < 43.5) {
      say(`a target of ${Math.round(box.width)} × ${Math.round(box.height)} px`, control);
    }
  }

  // ---- Letters: 17 px and 7:1 for what is read, 14 px for what stands beside it ----
  const channel = (value) => { const c = value / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = (rgb) => 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]);
  const numbers = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const rgb = numbers(getComputedStyle(one).backgroundColor);
      if (rgb.length === 3 || rgb[3] === 1) return rgb;
    }
    return [255, 255, 255];
  };
  const BESIDE = ".meta, .hint, .at, .felt, .said, .crumb, .optional, .aside-note, .badge, .mark, .fresh, .avatar,"
    + " .tabs, .tools, .btn, .acts, .pages, small, button, th, .preview h2, .version, .quietly, .nothing, .facts dt";
  for (const text of texts) {
    const element = text.parentElement;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    if (size < 14) say(`letters of ${size} px`, element);
    if (!main.contains(element) || element.closest(BESIDE)) continue;
    if (size < 17) say(`read at ${size} px`, element);
    if (element.closest("a, .wrong, h1, h2, b, .spaces, .signs, .emergency")) continue;
    const [one, other] = [light(numbers(style.color)), light(behind(element))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 7) say(`${contrast.toFixed(1)}:1 in ${options.scheme}`, element);
  }

  // ---- Lines: at most 66 letters, as they fall ----
  for (const paragraph of all(".body p, .lead, main p:not([class])")) {
    if (!drawn(paragraph)) continue;
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom / 8))).size;
    const letters = paragraph.textContent.trim().replace(/\s+/g, " ").length;
    if (lines > 2 && letters / lines > 70) say(`lines of ${Math.round(letters / lines)} letters`, paragraph);
  }
  return found;
}
