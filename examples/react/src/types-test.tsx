// What the types must let through and must not: `tsc` fails where a line marked as an error is none.

import "./types/care-guide";
import "./types/care-guide.react";

document.addEventListener("care-guide-sent", (event) => {
  const id: string = event.detail.id;
  // @ts-expect-error: nothing that was typed is in there
  event.detail.email;
  return id;
});
window.addEventListener("care-guide-failed", ({ detail }) => detail.reason === "timed-out");

const guide = document.querySelector("care-guide");
guide?.addEventListener("care-guide-section", ({ detail }) => detail.section.length);
// @ts-expect-error: there is no such reason
guide?.addEventListener("care-guide-failed", ({ detail }) => detail.reason === "tired");

export const allowed = <care-guide guide="mdma" deep-links theme="dark" className="wide" />;
// @ts-expect-error: there is no such theme
export const sepia = <care-guide theme="sepia" />;
// @ts-expect-error: the detail is not a text
export const wrong = <care-guide oncare-guide-sent={(event) => event.detail.toUpperCase()} />;
