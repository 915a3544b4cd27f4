// Times in the reader's own zone. The browser's zone goes into the cookie "tz", so that the server
// writes the times; only the very first page, made before we knew, is put right here.
(() => {
  "use strict";
  const root = document.documentElement;
  const keep = (name, value) => {
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `${name}=${encodeURIComponent(value)};path=/;max-age=31536000;samesite=lax${secure}`;
  };
  const picked = document.querySelector("[data-picked-country]");
  if (picked) keep("country", picked.dataset.pickedCountry);

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return;
  const known = document.cookie.split("; ").includes(`tz=${encodeURIComponent(zone)}`);
  if (known) return;
  keep("tz", zone);
  // A signed-in person may have chosen another zone, and the server knows that one.
  if (root.dataset.zone === zone || "member" in root.dataset) return;

  // Each English names its own country's zones: "EDT" is American, "BST" British, "AEST" Australian.
  const ENGLISH = ["en-US", "en-GB", "en-AU", "en-NZ", "en-CA", "en-IE", "en-ZA", "en-IN"];
  const part = (parts, type) => (parts.find((one) => one.type === type) || {}).value || "";
  const abbreviation = (at) => {
    for (const language of ENGLISH) {
      const format = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "short" });
      const name = part(format.formatToParts(at), "timeZoneName");
      if (!/^(GMT|UTC)./.test(name)) return name;
    }
    const plain = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" });
    return part(plain.formatToParts(at), "timeZoneName").replace("GMT", "UTC");
  };
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, year: "numeric", month: "long", day: "numeric",
    hour: "numeric", minute: "2-digit", hour12: true,
  });
  for (const time of document.querySelectorAll("time[data-when]")) {
    const at = new Date(time.dateTime);
    const parts = clock.formatToParts(at);
    const day = `${part(parts, "day")} ${part(parts, "month")} ${part(parts, "year")}`;
    const hour = `${part(parts, "hour")}:${part(parts, "minute")} ${part(parts, "dayPeriod").toLowerCase()}`;
    time.textContent = `${day}, ${hour} ${abbreviation(at)}`;
  }
})();
