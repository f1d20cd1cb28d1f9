// What runs in each page before anything else, and notes what happens there.

/* global document, window, performance, PerformanceObserver */
export const probe = () => {
  const bench = { shift: 0, tasks: [], presses: [] };
  window.bench = bench;
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
    });
  observe("largest-contentful-paint", ({ startTime }) => (bench.largest = startTime));
  observe("layout-shift", ({ value }) => (bench.shift += value));
  observe("longtask", ({ startTime, duration }) => bench.tasks.push([startTime, duration]));

  // At work: the links have become tabs. All five say so by the same attribute.
  new window.MutationObserver((_, observer) => {
    bench.hydrated = performance.now();
    observer.disconnect();
    if (bench.whenHydrated) setTimeout(bench.whenHydrated);
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["aria-selected"] });

  /** Presses a key on a tab, then the form's button, until the script answers each. */
  const until = (name, works) => {
    const attempt = () => {
      if (!works()) return setTimeout(attempt);
      bench[name] = performance.now();
      bench.next?.();
    };
    attempt();
  };
  bench.tryAll = () => {
    bench.whenHydrated = () => {
      const [first, second] = document.querySelectorAll("[part=tab]");
      first.focus({ preventScroll: true });
      bench.next = () => {
        bench.next = undefined;
        until("form", () => {
          const submit = new Event("submit", { bubbles: true, cancelable: true });
          return !document.querySelector("form").dispatchEvent(submit);
        });
      };
      until("tab", () => {
        const init = { key: "ArrowRight", bubbles: true, cancelable: true };
        first.dispatchEvent(new KeyboardEvent("keydown", init));
        return second.ariaSelected === "true";
      });
    };
  };

  // From a key to the frame that shows its tab.
  const shown = () => {
    const tab = document.activeElement;
    const panel = document.getElementById(tab.hash?.slice(1));
    return tab.ariaSelected === "true" && panel && !panel.hasAttribute("hidden");
  };
  window.addEventListener(
    "keydown",
    ({ timeStamp, isTrusted }) => {
      const before = document.activeElement;
      if (!isTrusted || before.getAttribute("part") !== "tab") return;
      const look = () =>
        requestAnimationFrame(() => {
          // A task after this frame's callbacks runs once the frame is painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            if (document.activeElement === before || !shown()) return look();
            bench.presses.push(performance.now() - timeStamp);
          };
          port2.postMessage(0);
        });
      look();
    },
    { capture: true },
  );
};
