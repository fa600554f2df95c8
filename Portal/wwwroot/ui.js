// Makes pages more comfortable. Every page is complete without this file.

const say = (element, text) => { if (element.textContent !== text) { element.textContent = text; } };

/** Bytes in words, as the server writes them (decimal units). */
export function bytes(count) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (count >= 999.5 && unit < units.length - 1) { count /= 1000; unit++; }
  return `${unit === 0 || count >= 9.95 ? Math.round(count) : count.toFixed(1)} ${units[unit]}`;
}

/** Seconds in words: "8 s", "1 min 02 s", "2 h 05 min". */
export function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) { return `${whole} s`; }
  const two = number => String(number).padStart(2, "0");
  if (whole < 3600) { return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`; }
  return `${Math.floor(whole / 3600)} h ${two(Math.floor(whole % 3600 / 60))} min`;
}

/** Times of day in the reader's zone; the words in UTC stay as the title. */
function localTimes(root) {
  const format = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const withYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  for (const part of root.querySelectorAll("time[datetime] .at:not([data-utc])")) {
    const time = part.closest("time");
    const instant = new Date(time.dateTime);
    if (Number.isNaN(instant.valueOf())) { continue; }
    part.dataset.utc = part.textContent;
    time.title = part.textContent;
    const words = (instant.getFullYear() === new Date().getFullYear() ? format : withYear).format(instant);
    say(part, instant.getTimezoneOffset() === 0 ? part.textContent : `${words} in your zone`);
  }
}

function copyButtons(root) {
  for (const button of root.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) { continue; }
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
      const before = button.textContent;
      say(button, "Copied");
      setTimeout(() => say(button, before), 2000);
    });
  }
}

function menus(root) {
  for (const menu of root.querySelectorAll("details.menu")) {
    menu.addEventListener("keydown", event => {
      if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    });
    document.addEventListener("click", event => { if (menu.open && !menu.contains(event.target)) { menu.open = false; } });
  }
}

/** What scrolls sideways or down can be reached and scrolled with the keyboard. */
function scrollers(root) {
  for (const box of root.querySelectorAll(".scroll, .log")) {
    if (!box.hasAttribute("tabindex") && (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight)) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", box.getAttribute("aria-label") ?? box.querySelector("caption")?.textContent ?? "Scrollable");
    }
  }
}

/** Puts another page's content in place of this one's, as a form's answer that was not a redirect. */
function showAnswer(html) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const main = answer.querySelector("main");
  if (!main) { return false; }
  document.title = answer.title;
  document.querySelector("main").replaceWith(main);
  enhance(main);
  (main.querySelector(".error-summary") ?? main).focus();
  return true;
}

function progressOf(form) {
  const box = document.createElement("div");
  box.className = "upload-progress";
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "Sent so far");
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  const stop = document.createElement("button");
  stop.type = "button";
  say(stop, "Stop sending");
  box.append(bar, words, stop);
  form.querySelector(".upload-progress")?.remove();
  form.append(box);
  return { box, bar, words, stop };
}

/** Sends a form with a file, showing bytes, pace and what comes next. */
function upload(form) {
  form.addEventListener("submit", event => {
    event.preventDefault();
    const { box, bar, words, stop } = progressOf(form);
    const buttons = [...form.querySelectorAll("button:not([type=button])")];
    const started = performance.now();
    let isSent = false;
    const request = new XMLHttpRequest();
    const end = sentence => {
      buttons.forEach(button => { button.disabled = false; });
      if (sentence) { say(words, sentence); bar.remove(); stop.remove(); } else { box.remove(); }
    };
    const body = new FormData(form, event.submitter);
    buttons.forEach(button => { button.disabled = true; });

    request.upload.addEventListener("progress", at => {
      const seconds = (performance.now() - started) / 1000;
      if (!at.lengthComputable) { say(words, `${bytes(at.loaded)} sent in ${duration(seconds)}`); return; }
      bar.max = at.total;
      bar.value = at.loaded;
      const left = seconds > 1 && at.loaded > 0 ? `, about ${duration(seconds * (at.total - at.loaded) / at.loaded)} left` : "";
      say(words, `${bytes(at.loaded)} of ${bytes(at.total)} sent${left}`);
    });
    request.upload.addEventListener("load", () => {
      isSent = true;
      bar.removeAttribute("value");
      say(words, form.dataset.upload || "Everything is sent. The server is checking it.");
    });
    request.addEventListener("load", () => {
      const next = request.getResponseHeader("Agon-Location");
      if (next) { location.assign(next); return; }
      if (!showAnswer(request.responseText)) { end(`The server answered with status ${request.status}. Nothing was changed: you can send again.`); }
    });
    request.addEventListener("error", () => end(isSent
      ? "The connection broke while the server was checking. It may have arrived: look before you send again."
      : "The connection broke before everything was sent. Nothing was kept: you can send again."));
    request.addEventListener("abort", () => end(isSent ? "You stopped waiting. It may have arrived: look before you send again." : "You stopped sending. Nothing was kept."));
    stop.addEventListener("click", () => request.abort());
    request.open(form.method, form.action);
    request.setRequestHeader("Agon-Upload", "1");
    request.send(body);
  });
}

/** Enhances what is inside a new piece of the page. */
export function enhance(root) {
  localTimes(root);
  copyButtons(root);
  menus(root);
  scrollers(root);
  root.querySelectorAll("form[data-upload]").forEach(upload);
}

enhance(document);
document.querySelector(".error-summary")?.focus();
document.addEventListener("agon:swapped", event => enhance(event.target));
