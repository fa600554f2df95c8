// Keeps a page fresh while it is open. The page is right without it: a reload shows the same.
//   <element data-events="/address">   where the events come from
//   <element data-live id="x">         replaced by the element of the same id when the server says "changed"
//   <pre data-log="Name" data-offset>  gets the text of "log" events; data-offset = where the shown text ends, in UTF-16 code units
//   <element data-live-state>          says whether news arrive

const state = (name, words) => {
  for (const element of document.querySelectorAll("[data-live-state]")) {
    element.className = `live-state ${name}`;
    if (element.textContent !== words) { element.textContent = words; }
  }
};
const shown = log => Number(log.dataset.offset ?? 0);
const logOf = (root, name) => root.querySelector(`[data-log="${CSS.escape(name)}"]`);

/** A log that has run ahead of the fetched page moves into it; one that lags behind takes the fetched text. */
function keepLongerLogs(now, next) {
  for (const log of now.querySelectorAll("[data-log]")) {
    const other = logOf(next, log.dataset.log);
    if (other && shown(log) >= shown(other)) { other.replaceWith(log); }
  }
}
function catchUp(page) {
  for (const log of document.querySelectorAll("[data-log]")) {
    const other = logOf(page, log.dataset.log);
    if (other && shown(other) > shown(log)) { log.replaceWith(document.adoptNode(other)); }
  }
}

function swap(now, next) {
  const focused = now.contains(document.activeElement) ? document.activeElement.id : "";
  const open = [...now.querySelectorAll("details[id][open]")].map(details => details.id);
  keepLongerLogs(now, next);
  now.replaceWith(next);
  for (const id of open) { document.getElementById(id)?.setAttribute("open", ""); }
  if (focused) { document.getElementById(focused)?.focus(); }
  next.dispatchEvent(new CustomEvent("agon:swapped", { bubbles: true }));
}

let fetching = false;
let again = false;

async function refresh() {
  if (fetching) { again = true; return; }
  fetching = true;
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (response.redirected || !response.ok) { return; }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const now of document.querySelectorAll("[data-live][id]")) {
      const next = page.getElementById(now.id);
      if (next) { swap(now, document.adoptNode(next)); }
    }
    catchUp(page);
  } catch {
    state("lost", "connection lost, trying again");
  } finally {
    fetching = false;
    if (again) { again = false; refresh(); }
  }
}

function append({ stream, offset, text }) {
  const log = logOf(document, stream);
  if (!log) { return; }
  if (offset > shown(log)) { refresh(); return; }
  const fresh = text.slice(shown(log) - offset);
  if (fresh === "") { return; }
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
  log.append(fresh);
  log.dataset.offset = String(offset + text.length);
  if (atEnd) { log.scrollTop = log.scrollHeight; }
}

// A page that has no news says so with an empty address: Razor writes data- attributes even when their value is null.
const element = document.querySelector('[data-events]:not([data-events=""])');
if (element) {
  const source = new EventSource(element.dataset.events);
  let opened = false;
  source.addEventListener("open", () => {
    state("live", "live");
    if (opened) { refresh(); }
    opened = true;
  });
  source.addEventListener("changed", refresh);
  source.addEventListener("log", event => append(JSON.parse(event.data)));
  source.addEventListener("done", () => { source.close(); refresh(); state("", "finished"); });
  source.addEventListener("error", () => source.readyState === EventSource.CLOSED
    ? state("lost", "not live: reload the page for news")
    : state("lost", "connection lost, trying again"));
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", event => { if (event.persisted) { location.reload(); } });
}
