import { useEffect, useMemo, useRef, useState } from "framework";

import { deliver, ledger } from "../shared/delivery.js";
import { read } from "../shared/prose.js";
import { check, readForm, words as wordsFor } from "../shared/request.js";
import { Choice, Consent, Line, Message } from "./Fields.jsx";
import { Block, Printed } from "./Prose.jsx";

const ENDPOINT = "/api/consultations";

/** A box that takes the focus when it comes up. */
const News = ({ name, children }) => {
  const element = useRef(null);
  useEffect(() => element.current.focus(), []);
  return (
    <div
      ref={element}
      className={name}
      tabIndex={-1}
      role="group"
      aria-labelledby={`${name}-heading`}
      aria-describedby={name === "summary" ? undefined : `${name}-what`}
    >
      {children}
    </div>
  );
};

const Summary = ({ faults, general, words }) => (
  <News name="summary">
    <h3 id="summary-heading">{words.problem}</h3>
    {general && <p>{general}</p>}
    <ul>
      {Object.entries(faults).map(([name, fault]) => (
        <li key={name}>
          <a
            href={`#field-${name}`}
            onClick={(event) => {
              event.preventDefault();
              document.getElementById(`field-${name}`).focus();
            }}
          >
            {fault}
          </a>
        </li>
      ))}
    </ul>
  </News>
);

const Failed = ({ reason, guide }) => {
  const words = guide.consultation.failed;
  return (
    <News name="failed">
      <h3 id="failed-heading">{words.heading}</h3>
      <div id="failed-what">
        <p>{words[reason]}</p>
        <p>{words.kept}</p>
      </div>
      <button type="submit" className="button" part="button"><span>{words.try_again}</span></button>
      <div>
        <p>{words.contact}</p>
        <Printed {...guide.printed.contact} />
      </div>
    </News>
  );
};

const Sent = ({ reference, guide }) => {
  const words = guide.consultation.sent;
  return (
    <News name="sent">
      <Printed {...guide.printed.sent} />
      <p className="reference"><span>{words.reference} </span><strong>{reference}</strong></p>
    </News>
  );
};

export const Form = ({ guide }) => {
  const words = guide.consultation;
  const [faults, setFaults] = useState({});
  const [general, setGeneral] = useState("");
  const [phase, setPhase] = useState({});
  // A fresh summary for each press of the button, so that it takes the focus again.
  const [presses, setPresses] = useState(0);
  const entries = useMemo(ledger, []);
  const introduction = useMemo(
    () => read({ id: "consultation", blocks: guide.introduction }, guide.sources).blocks,
    [guide],
  );
  const wrong = Object.keys(faults).length > 0 || general;

  useEffect(() => {
    const plain = document.title.replace(words.title_prefix, "");
    document.title = wrong ? words.title_prefix + plain : plain;
  }, [wrong, words]);

  const fix = (found) => {
    const named = {};
    const others = [];
    for (const [name, detail = words.errors.refused] of found) {
      if (!document.getElementById(`field-${name}`)) others.push(detail);
      else named[name] ??= detail;
    }
    setFaults(named);
    setGeneral(others.join(" "));
  };
  const submit = async (event) => {
    event.preventDefault();
    if (phase.progress) return;
    const request = readForm(event.currentTarget);
    const found = check(request).map(([name, fault]) => [name, wordsFor(fault, words.errors)]);
    fix(found);
    setPresses(presses + 1);
    if (found.length) return setPhase({});
    const report = (progress) => setPhase({ progress });
    const stamped = entries.stamp(request);
    const end = await deliver(ENDPOINT, stamped, report, entries.fateUnknown);
    if (end.fix) fix(end.fix);
    setPhase(end);
  };

  const { progress, sent, failed } = phase;
  const status = { sending: words.sending, retrying: words.retrying, offline: words.offline };
  return (
    <details className="step">
      <summary><h2 id="consultation-heading">{words.heading}</h2></summary>
      <section
        className="consultation"
        id="consultation"
        part="form"
        tabIndex={-1}
        aria-labelledby="consultation-heading"
      >
        <div hidden={Boolean(sent)}>
          <div className="introduction">
            {introduction.map((block, index) => <Block key={index} block={block} guide={guide} />)}
          </div>
        </div>
        <form method="post" noValidate action={ENDPOINT} hidden={Boolean(sent)} onSubmit={submit}>
          {wrong && <Summary key={presses} faults={faults} general={general} words={words} />}
          <div inert={Boolean(progress)}>
            <Line name="name" fault={faults.name} words={words} />
            <Choice name="contact_by" fault={faults.contact_by} guide={guide} />
            <Line name="email" fault={faults.email} words={words} />
            <Line name="phone" fault={faults.phone} words={words} />
            <Choice name="best_time" fault={faults.best_time} guide={guide} />
            <Choice name="for_whom" fault={faults.for_whom} guide={guide} />
            <Choice name="topics" fault={faults.topics} guide={guide} />
            <Message fault={faults.message} guide={guide} />
            <Consent faults={faults} guide={guide} />
          </div>
          {failed && <Failed reason={failed} guide={guide} />}
          <p className="submit" hidden={Boolean(failed)}>
            <button
              type="submit"
              className="button"
              part="button"
              aria-disabled={progress ? "true" : undefined}
            >
              <span>{words.submit}</span>
            </button>
          </p>
        </form>
        <p className="status" role="status">{status[progress]}</p>
        {sent && <Sent reference={sent} guide={guide} />}
        {sent && <Printed {...guide.printed.receipt} />}
      </section>
    </details>
  );
};
