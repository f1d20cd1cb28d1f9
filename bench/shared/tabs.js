// Which section is shown, and what a key or a hash does to it.

/** The hash that shows every section. */
export const EVERYTHING = "everything";

/** The tab that a key moves to, from the one at `current` of `count`. */
export const target = (key, current, count) =>
  ({
    ArrowRight: (current + 1) % count,
    ArrowLeft: (current + count - 1) % count,
    Home: 0,
    End: count - 1,
    " ": current,
  })[key];

export const hasModifier = ({ ctrlKey, metaKey, shiftKey, altKey }) =>
  ctrlKey || metaKey || shiftKey || altKey;

/** The view that the page's hash asks for: a section, everything, or what holds the element. */
export const viewOf = (hash, ids) => {
  const name = hash.slice(1);
  if (name === EVERYTHING || ids.includes(name)) return name;
  const inside = name && document.getElementById(name)?.closest(".panel")?.id;
  return ids.includes(inside) ? inside : undefined;
};

/** Calls `setView` with each view that the hash asks for, now and later. Gives what ends that. */
export const followHash = (ids, setView) => {
  const follow = () => {
    const view = viewOf(location.hash, ids) ?? (location.hash ? undefined : ids[0]);
    if (!view) return;
    setView(view);
    const name = location.hash.slice(1);
    // What was hidden is not where the browser looked for it.
    if (name && name !== view) document.getElementById(name)?.scrollIntoView();
  };
  if (location.hash) follow();
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  return () => {
    removeEventListener("hashchange", follow);
    removeEventListener("popstate", follow);
  };
};

/** An entry of the browser's history for what was chosen. */
export const remember = (view) => history.pushState(null, "", `#${view}`);
