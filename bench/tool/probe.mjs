// What runs in each page before anything else, and notes what happens there.

/* global document, window, performance, PerformanceObserver */
export const probe = () => {
  const bench = { shift: 0, tasks: [], presses: [], interactions: {} };
  window.bench = bench;
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
    });
  observe("largest-contentful-paint", ({ startTime }) => (bench.largest = startTime));
  observe("layout-shift", ({ value }) => (bench.shift += value));
  observe("longtask", ({ startTime, duration }) => bench.tasks.push([startTime, duration]));
  // From the input to the next frame, in steps of 8 ms (Event Timing, section 1.3). What is shorter than
  // 16 ms is not reported.
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (!interactionId) continue;
      bench.interactions[interactionId] = Math.max(bench.interactions[interactionId] ?? 0, duration);
    }
  }).observe({ type: "event", buffered: true, durationThreshold: 16 });

  // The links have become tabs, and all of the script is at work. All five say so by the same attributes.
  const once = (name, attribute, then) =>
    new window.MutationObserver((_, observer) => {
      bench[name] = performance.now();
      observer.disconnect();
      then?.();
    }).observe(document, { subtree: true, attributes: true, attributeFilter: [attribute] });
  once("tabs", "aria-selected", () => bench.whenTabs && setTimeout(bench.whenTabs));
  once("hydrated", "data-hydrated");

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
    bench.whenTabs = () => {
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
