// How much of an embedded guide is shown, and its tabs. The build puts this file behind `tabs.js`.

import { answerTabs } from "./tabs.js";

/** Resolves when somebody uses the page. */
const used = new Promise((use) => {
  for (const type of ["scroll", "touchstart", "pointerdown", "keydown"]) {
    // zone.js gives all listeners to one event the options of the first.
    addEventListener(type, use, { capture: true, passive: /^[st]/.test(type) });
  }
});

/**
 * Not `Promise.race`, which old promises lack.
 * @param {import("./types").ComesNear} comesNear
 * @param {Element} last
 */
const isWanted = (comesNear, last) =>
  new Promise((done) => {
    used.then(done);
    comesNear(last, "200%").then(done);
  });

/**
 * Hides parts of a guide that comes into the page: laying out all at once would block it for long.
 * Returns what begins once the guide is there: it makes the links tabs, and shows two parts with each
 * frame, up to two windows ahead until somebody uses the page. Printing it shows all.
 * @param {HTMLElement} root
 * @param {Element | null} kept What keeps the focus.
 */
export const prepare = (root, kept) => {
  /** @type {NodeListOf<HTMLElement>} */
  const all = root.querySelectorAll(".first .content>*,.comparison tbody tr,.panels~*");
  // What the page brought is shown already.
  const parts = root.isConnected ? [] : [...all].filter((part) => !part.contains(kept));
  for (const part of parts) part.hidden = true;
  const showAll = () => {
    for (const part of parts.splice(0)) part.hidden = false;
  };
  const showSome = async (
    /** @type {import("./types").ComesNear} */ comesNear,
    /** @type {boolean} */ isLinked,
  ) => {
    addEventListener("beforeprint", showAll);
    let last = parts[0]?.previousElementSibling ?? parts[0]?.parentElement;
    while (parts[0] && last) {
      if (!isLinked) await isWanted(comesNear, last);
      await new Promise(requestAnimationFrame);
      for (const part of parts.splice(0, 2)) {
        part.hidden = false;
        last = part;
      }
    }
    removeEventListener("beforeprint", showAll);
  };
  return (
    /** @type {import("./types").ComesNear} */ comesNear,
    /** @type {boolean} */ isLinked,
    /** @type {() => Promise<void> | undefined} */ hydrate,
  ) => {
    const shown = showSome(comesNear, isLinked);
    answerTabs(root, showAll, hydrate);
    return shown;
  };
};
