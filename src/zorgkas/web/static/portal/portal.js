// What was typed stays with the tab until it is sent, so a lost session loses no work; a second click does nothing.
"use strict";
for (const form of document.querySelectorAll("form[data-once]")) {
  const key = "typed " + location.pathname;
  const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
  const fields = [...form.elements].filter((field) => field.matches("textarea, input[type=text], input[type=tel]"));
  for (const field of fields) {
    if (!field.value && kept[field.name]) field.value = kept[field.name];
    field.addEventListener("input", () => {
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((one) => [one.name, one.value]))));
    });
  }
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}
if (document.querySelector("[role=status].alert-success")) sessionStorage.clear();
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
});
