// What the site noticed while somebody writes: one press takes a detail out of the words, in place,
// so that the browser's own undo brings it back. Without scripts the same button sends the form.
(() => {
  "use strict";
  const form = document.querySelector("form[data-compose]");
  if (!form) return;

  // In the field the words may be broken over lines; the notice shows them on one.
  function placeOf(field, words) {
    const parts = words.split(" ").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const found = new RegExp(parts.join("\\s+")).exec(field.value);
    return found && { start: found.index, end: found.index + found[0].length };
  }
  function takeOut(field, words, instead) {
    const place = placeOf(field, words);
    if (!place) return false;
    field.focus();
    field.setSelectionRange(place.start, place.end);
    if (!document.execCommand("insertText", false, instead)) {
      field.setRangeText(instead, place.start, place.end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return true;
  }
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[name=take_out]");
    if (!button) return;
    const { words, instead } = button.dataset;
    const fields = [form.elements.body, form.elements.title].filter(Boolean);
    if (!fields.some((field) => takeOut(field, words, instead))) return;
    event.preventDefault();
    const item = button.closest("li");
    const list = item.parentElement;
    item.remove();
    if (!list.children.length) {
      form.querySelector("[name=leave_out]")?.remove();
      list.closest(".noticed").remove();
    }
    form.querySelector(".said").textContent = "Taken out. Undo brings it back.";
  });
})();
