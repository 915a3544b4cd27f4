// The structure of a page, without its words: two answers that are alike are one page to axe.
// Answers [the main part, all around it]. Brothers and sisters that are alike count once, so a list
// of three is a list of fifty.
() => {
  // Values that a rule looks at; of all other attributes only that they are there.
  const TOLD = /^(class|role|type|dir|lang|scope|autocomplete|aria-(?!labelledby|describedby|label|controls|owns).*)$/;
  const attributes = (element) => [...element.attributes]
    .map(({ name, value }) => (TOLD.test(name) ? `${name}=${value}` : `${name}${value ? "" : "?"}`))
    .sort().join(" ");
  const words = (element) => [...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  const print = (element) => {
    if (element === main) return "<main>";
    const within = [...new Set([...element.children].map(print))].join("");
    return `<${element.tagName} ${attributes(element)}${words(element) ? " words" : ""}>${within}</>`;
  };
  let main = null;
  const found = document.querySelector("main");
  const own = found ? print(found) : "";
  main = found;
  return [own, print(document.documentElement)];
}
