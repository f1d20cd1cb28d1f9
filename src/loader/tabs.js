// The tabs before hydration, by the rules of `src/guide/tabs_state.rs`. The guide's attributes are all
// that this script knows of what is shown, so the app takes over by reading them. The build puts it into
// the guide's own page, and the loader imports it where a guide is embedded.

import {
  clickedHash,
  currentHash,
  dispatch,
  focusElement,
  goTo,
  hasModifier,
  pushHash,
  remember,
  remembered,
  scrollToElement,
} from "./navigation.js";

const EVERYTHING = "#everything";

/**
 * The tab that a key moves to, from the one at `current` of `count`.
 * @param {string} key
 * @param {number} current
 * @param {number} count
 * @param {boolean} isRightToLeft
 */
export const target = (key, current, count, isRightToLeft) => {
  const step = isRightToLeft ? -1 : 1;
  if (key === "ArrowRight") return (current + count + step) % count;
  if (key === "ArrowLeft") return (current + count - step) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
};

/**
 * The index of the section that a hash names; -1 if it names everything.
 * @param {string | undefined} hash
 * @param {string[]} ids
 */
export const named = (hash, ids) => {
  const index = ids.findIndex((id) => hash === `#${id}`);
  return index < 0 && hash !== EVERYTHING ? undefined : index;
};

/**
 * Makes the links tabs until the guide is hydrated.
 * @param {HTMLElement} root
 * @param {() => void} [showAll] Shows the parts of an embedded guide that wait for a touch.
 * @param {() => Promise<void> | undefined} [hydrate]
 */
export const answerTabs = (root, showAll, hydrate) => {
  const tree = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  const { host = root.parentElement } = /** @type {ShadowRoot} */ (tree);
  const list = root.querySelector(".tabs ul");
  /** @type {NodeListOf<HTMLElement>} */
  const panelList = root.querySelectorAll(".panel");
  const switches = /** @type {NodeListOf<HTMLAnchorElement>} */ (
    root.querySelectorAll(".switch a")
  );
  if (!host || !list) return;
  const panels = [...panelList];
  const tabs = /** @type {HTMLAnchorElement[]} */ (
    [...list.children].map((item) => item.firstElementChild)
  );
  const followsHash = host.hasAttribute("deep-links");
  const isLoaded = () => document.readyState === "complete";
  const isHydrated = () => root.hasAttribute("data-hydrated");

  /** The index of the section that is shown alone; -1 while everything is shown. */
  const shown = () => tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
  /** @param {number} view */
  const hashOf = (view) => tabs[view]?.hash ?? EVERYTHING;
  const ids = panels.map(({ id }) => id);
  /** @param {Element | null} place */
  const sectionAround = (place) => {
    const index = panels.findIndex((panel) => panel.contains(place));
    return index < 0 ? undefined : index;
  };

  /**
   * @param {Element | null} element
   * @param {Record<string, unknown>} attributes Those without a value are removed.
   */
  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined) element?.removeAttribute(name);
      else element?.setAttribute(name, `${value}`);
    }
  };
  /** @param {number} view */
  const draw = (view) => {
    const isTab = view < 0 ? undefined : true;
    set(list, { role: isTab && "tablist" });
    set(list.parentElement, {
      role: isTab && "none",
      "aria-labelledby": isTab ? undefined : "tabs-label",
    });
    tabs.forEach((tab, index) => {
      const panel = /** @type {HTMLElement} */ (panels[index]);
      const isShown = index === view;
      set(tab.parentElement, { role: isTab && "none" });
      set(tab, {
        role: isTab && "tab",
        "aria-selected": isTab && isShown,
        "aria-controls": isTab && panel.id,
        tabindex: isTab && (isShown ? 0 : -1),
      });
      set(panel, {
        role: isTab && "tabpanel",
        // While the page loads, the browser would focus what the address names.
        tabindex: isTab ? (isShown && isLoaded() ? 0 : undefined) : -1,
        hidden: isTab && !isShown ? "until-found" : undefined,
      });
    });
  };

  /**
   * Shows a section, or everything, and announces the section to the page.
   * @param {number} view
   */
  const setView = (view) => {
    if (view === shown()) return;
    draw(view);
    if (view < 0) return;
    // The way back from everything.
    switches[1]?.setAttribute("href", hashOf(view));
    dispatch(host, "care-guide-section", "section", hashOf(view).slice(1), false);
  };
  /** @param {number} view */
  const show = (view) => {
    if (view === shown()) return;
    setView(view);
    if (followsHash) pushHash(hashOf(view));
  };
  /**
   * @param {Element | null} place
   * @param {(view: number) => void} how
   */
  const open = (place, how) => {
    const index = sectionAround(place);
    // Everything has it too.
    if (index !== undefined && shown() >= 0) how(index);
    return index;
  };

  root.addEventListener("click", async (event) => {
    const hash = clickedHash(event);
    if (!hash || isHydrated() || event.defaultPrevented || hasModifier(event)) return;
    const link = /** @type {Element} */ (event.target).closest("a");
    const place = tree.getElementById(hash.slice(1));
    const index = link ? tabs.indexOf(link) : -1;
    const isSwitch = link?.closest(".switch");
    // On the guide's own page the browser leads to other places.
    if (!place || (index < 0 && !isSwitch && tree === document && followsHash)) return;
    event.preventDefault();
    if (isSwitch) {
      show(named(hash, ids) ?? 0);
      for (const other of switches) if (other !== link) focusElement(other);
    } else if (index >= 0 && shown() >= 0) {
      show(index);
    } else {
      // The way out of an embedded guide is the app's.
      if (link?.closest(".leave")) await hydrate?.();
      if (isHydrated()) return link?.click();
      showAll?.();
      open(place, show);
      let folded = place.closest("details");
      while (folded) {
        folded.open = true;
        folded = folded.parentElement?.closest("details") ?? null;
      }
      goTo(place);
    }
  });
  list.addEventListener("keydown", (any) => {
    const event = /** @type {KeyboardEvent} */ (any);
    if (isHydrated() || shown() < 0 || hasModifier(event)) return;
    const current = tabs.indexOf(/** @type {HTMLAnchorElement} */ (event.target));
    const { key } = event;
    const next = key === " " ? current : target(key, current, tabs.length, root.dir === "rtl");
    const tab = tabs[next ?? -1];
    if (next === undefined || !tab) return;
    event.preventDefault();
    show(next);
    focusElement(tab);
  });
  panels.forEach((panel, index) => {
    // Find-in-page adds an entry to the history; a hash that leads there has one already.
    panel.addEventListener("beforematch", () => {
      if (isHydrated()) return;
      const place = tree.getElementById(currentHash().slice(1));
      (sectionAround(place) === index ? setView : show)(index);
    });
  });

  // At the start no event tells the page of the view. HTML that took another's place shows what that did.
  const section = host.getAttribute("section") ?? "";
  draw(root.dataset.tabs === section ? shown() : (named(`#${section}`, ids) ?? 0));
  root.dataset.tabs = section;
  if (!isLoaded()) {
    addEventListener("load", () => setTimeout(() => isHydrated() || draw(shown())));
  }
  if (!followsHash) return;
  /** @param {boolean} isStart */
  const follow = (isStart) => {
    if (isHydrated()) return;
    const hash = currentHash();
    const place = tree.getElementById(hash.slice(1));
    const change = isStart ? draw : setView;
    const view = named(hash, ids);
    // In a shadow root the browser finds no place, and none in a section that was hidden.
    let leads = view !== undefined && tree !== document;
    if (view !== undefined) {
      change(view);
    } else if (open(place, change) !== undefined) {
      leads = true;
    } else {
      const before = named(remembered(), ids) ?? (hash || isStart ? undefined : 0);
      if (before !== undefined) change(before);
    }
    if (place) showAll?.();
    if (place && leads && !(isStart && tree === document)) scrollToElement(place);
    remember(hashOf(shown()));
  };
  follow(true);
  for (const type of ["hashchange", "popstate"]) {
    addEventListener(type, function listener() {
      if (root.isConnected) follow(false);
      // Or the window would keep each guide that has left it. One that comes back is hydrated at once.
      else removeEventListener(type, listener);
    });
  }
};
