import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from "framework";

import { read } from "../shared/prose.js";
import { EVERYTHING, followHash, hasModifier, remember, target } from "../shared/tabs.js";
import { Block, Sources } from "./Prose.jsx";

const Tab = memo(({ section, first, shown, selected, choose }) => (
  <li className={first ? "first" : undefined} role={shown ? "none" : undefined}>
    <a
      id={`tab-${section.id}`}
      href={`#${section.id}`}
      part="tab"
      role={shown ? "tab" : undefined}
      aria-selected={shown ? (selected ? "true" : "false") : undefined}
      aria-controls={shown ? section.id : undefined}
      tabIndex={shown ? (selected ? 0 : -1) : undefined}
      onClick={(event) => choose(event, section.id)}
    >
      <span>{section.label}</span>
    </a>
  </li>
));

const Content = ({ section, guide }) => {
  const { blocks, sources } = useMemo(() => read(section, guide.sources), [section, guide]);
  return (
    <div className="content">
      <h2>{section.label}</h2>
      {blocks.map((block, index) => <Block key={index} block={block} guide={guide} />)}
      {sources.length > 0 && (
        <Sources part={section.id} sources={sources} words={guide.interface} />
      )}
    </div>
  );
};

const Panel = memo(({ section, guide, first, shown, live, everything, show }) => {
  const element = useRef(null);
  const hidden = live && !shown && !everything;
  // React knows neither `hidden="until-found"` nor `beforematch`.
  useLayoutEffect(() => {
    if (hidden) element.current.setAttribute("hidden", "until-found");
    else element.current.removeAttribute("hidden");
  }, [hidden]);
  useEffect(() => {
    const panel = element.current;
    const open = () => show(section.id);
    panel.addEventListener("beforematch", open);
    return () => panel.removeEventListener("beforematch", open);
  }, [section, show]);
  const content = useMemo(() => <Content section={section} guide={guide} />, [section, guide]);
  return (
    <section
      ref={element}
      className={first ? "panel first" : "panel"}
      id={section.id}
      part="panel"
      aria-labelledby={`tab-${section.id}`}
      role={live && !everything ? "tabpanel" : undefined}
      tabIndex={live ? (everything ? -1 : shown ? 0 : undefined) : undefined}
    >
      {content}
    </section>
  );
});

export const Sections = ({ guide, live }) => {
  const { sections, interface: words } = guide;
  const ids = useMemo(() => sections.map(({ id }) => id), [sections]);
  const [view, setView] = useState(ids[0]);
  const last = useRef(ids[0]);
  const [toAll, toOne] = [useRef(null), useRef(null)];
  const everything = view === EVERYTHING;
  const shown = live && !everything;
  if (!everything) last.current = view;

  useEffect(() => followHash(ids, setView), [ids]);
  const show = useMemo(() => (next) => {
    setView(next);
    remember(next);
  }, []);
  const choose = useMemo(() => (event, id) => {
    // While everything is shown the tabs are a list of contents.
    if (!shown || hasModifier(event)) return;
    event.preventDefault();
    show(id);
  }, [shown, show]);
  const key = (event) => {
    if (!shown || hasModifier(event)) return;
    const current = ids.findIndex((id) => event.target.id === `tab-${id}`);
    const next = target(event.key, current, ids.length);
    if (next === undefined) return;
    event.preventDefault();
    show(ids[next]);
    document.getElementById(`tab-${ids[next]}`).focus();
  };
  const switchTo = (event, next, other) => {
    if (hasModifier(event)) return;
    event.preventDefault();
    show(next);
    requestAnimationFrame(() => other.current.focus());
  };
  return (
    <>
      <nav
        className="tabs"
        aria-labelledby={shown ? undefined : "tabs-label"}
        role={shown ? "none" : undefined}
      >
        <span className="visually-hidden" id="tabs-label">{words.sections}</span>
        <ul aria-labelledby="tabs-label" role={shown ? "tablist" : undefined} onKeyDown={key}>
          {sections.map((section, index) => (
            <Tab
              key={section.id}
              section={section}
              first={index === 0}
              shown={shown}
              selected={view === section.id}
              choose={choose}
            />
          ))}
        </ul>
      </nav>
      <p className="switch">
        <a
          className="show-everything"
          href={`#${EVERYTHING}`}
          ref={toAll}
          onClick={(event) => switchTo(event, EVERYTHING, toOne)}
        >
          <span>{words.show_everything}</span>
        </a>
        <a
          className="show-one"
          href={`#${ids[0]}`}
          ref={toOne}
          onClick={(event) => switchTo(event, last.current, toAll)}
        >
          <span>{words.show_one}</span>
        </a>
      </p>
      <div className="panels" id={EVERYTHING}>
        {sections.map((section, index) => (
          <Panel
            key={section.id}
            section={section}
            guide={guide}
            first={index === 0}
            shown={view === section.id}
            live={live}
            everything={everything}
            show={show}
          />
        ))}
      </div>
    </>
  );
};
