// The keyboard: "/" goes to the search field; arrows walk through what was found.
document.addEventListener("keydown", (event) => {
  const field = document.querySelector("[data-search]");
  const typing = /^(input|textarea|select)$/i.test(event.target.tagName);
  if (event.key === "/" && field && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
    field.select();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const found = [...document.querySelectorAll("#results a")];
  const here = found.indexOf(document.activeElement);
  if (!found.length || (here < 0 && event.target !== field)) return;
  event.preventDefault();
  const next = here + (event.key === "ArrowDown" ? 1 : -1);
  (next < 0 ? field : found[Math.min(next, found.length - 1)]).focus();
});

// A form that changes money or rights is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// On a narrow screen a table reads as a list (see counter.css): every cell carries the name of its column.
const nameCells = (part) => {
  for (const table of part.querySelectorAll(".table-wrap > table:not(.named)")) {
    const names = [...table.querySelectorAll("thead th")].map((head) => head.querySelector(".visually-hidden") ? "" : head.textContent.trim());
    for (const row of table.tBodies[0]?.rows ?? []) {
      [...row.cells].forEach((cell, column) => {
        if (names[column]) cell.dataset.name = names[column];
      });
    }
    table.classList.add("named");
  }
};
nameCells(document);
// Sections of a person's page come when they are scrolled into view.
document.addEventListener("htmx:afterSettle", () => nameCells(document));
