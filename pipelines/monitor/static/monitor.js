// Keyboard and small comforts; every page works without them.
"use strict";

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

// The right value, read aloud in full before it is sent.
for (const field of document.querySelectorAll("input[data-currency]")) {
  const echo = document.getElementById(field.getAttribute("aria-describedby"));
  const show = () => {
    const text = field.value.trim().replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
    const value = Number(text);
    echo.textContent = text && Number.isFinite(value)
      ? new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: field.dataset.currency, maximumFractionDigits: 2, minimumFractionDigits: 0 }).format(value)
      : "";
  };
  field.addEventListener("input", show);
  show();
}

// Lists that are gone through with j and k; a, c and r decide, Enter opens, ? explains.
const rows = [...document.querySelectorAll("[data-row]")];
let at = -1;
function select(next) {
  if (!rows.length) return;
  if (at >= 0) rows[at].removeAttribute("aria-selected");
  at = Math.max(0, Math.min(rows.length - 1, next));
  rows[at].setAttribute("aria-selected", "true");
  const link = rows[at].querySelector("a");
  if (link) link.focus();
  rows[at].scrollIntoView({ block: "nearest" });
}
rows.forEach((row, index) => row.addEventListener("focusin", () => {
  if (index === at) return;
  if (at >= 0) rows[at].removeAttribute("aria-selected");
  at = index;
  row.setAttribute("aria-selected", "true");
}));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const help = document.getElementById("help");
  if (event.key === "?" && help) { help.showModal(); return; }
  if (event.key === "j") { select(at + 1); return; }
  if (event.key === "k") { select(at - 1); return; }
  const within = rows.length ? rows[at] : document;
  const wanted = within && within.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input, textarea")) wanted.focus(); else wanted.click();
});

// While a run goes on, look for its end and show the page anew.
const running = document.querySelector("[data-running]");
if (running) {
  const look = async () => {
    try {
      const state = await (await fetch("/api/state", { cache: "no-store" })).json();
      if (!state.running || state.version !== running.dataset.running) { location.reload(); return; }
    } catch { /* the monitor may be restarting: look again */ }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1500);
}
