import { choices, CHOICES, hidden, LINES } from "../shared/fields.js";
import { Printed } from "./Prose.jsx";

const describe = (name, fault) => (fault ? `hint-${name} error-${name}` : `hint-${name}`);

const Named = ({ name, optional, words }) => (
  <>
    {optional ? `${words[name].label} ` : words[name].label}
    {optional && <span className="optional">{words.optional}</span>}
  </>
);

const Hint = ({ name, words }) => (
  <p className="hint" id={`hint-${name}`} hidden={!words[name].hint}>
    {words[name].hint.replace("{limit}", 2000)}
  </p>
);

const Error = ({ name, fault, words }) => fault && (
  <p className="error" id={`error-${name}`}>
    <span className="visually-hidden">{words.error_prefix} </span>
    {fault}
  </p>
);

const Check = ({ label, ...input }) => (
  <label className="check"><input {...input} /><span>{label}</span></label>
);

export const Line = ({ name, fault, words }) => (
  <div className="field" part="field" data-wrong={fault ? "" : undefined}>
    <div>
      <label htmlFor={`field-${name}`}><Named name={name} words={words} /></label>
      <Hint name={name} words={words} />
    </div>
    <Error name={name} fault={fault} words={words} />
    <input
      {...LINES[name]}
      part="input"
      id={`field-${name}`}
      name={name}
      aria-invalid={fault ? "true" : "false"}
      aria-describedby={describe(name, fault)}
    />
  </div>
);

export const Choice = ({ name, fault, guide }) => {
  const words = guide.consultation;
  const { required, type } = CHOICES[name];
  const one = type === "radio";
  return (
    <fieldset
      className="field"
      part="field"
      role={one ? "radiogroup" : undefined}
      aria-required={required ? "true" : undefined}
      aria-describedby={describe(name, fault)}
      aria-invalid={one ? (fault ? "true" : "false") : undefined}
      data-wrong={fault ? "" : undefined}
    >
      <legend><Named name={name} optional={!required} words={words} /></legend>
      <Hint name={name} words={words} />
      <Error name={name} fault={fault} words={words} />
      <div className="choices">
        {choices(name, guide).map(({ id, label }, index) => (
          <Check
            key={id}
            type={type}
            name={name}
            id={index ? `field-${name}-${id}` : `field-${name}`}
            value={id}
            label={label}
          />
        ))}
      </div>
    </fieldset>
  );
};

export const Message = ({ fault, guide }) => {
  const words = guide.consultation;
  return (
    <div className="field" part="field" data-wrong={fault ? "" : undefined}>
      <div>
        <label htmlFor="field-message"><Named name="message" optional words={words} /></label>
        <Hint name="message" words={words} />
      </div>
      <Error name="message" fault={fault} words={words} />
      <textarea
        rows={5}
        part="input"
        id="field-message"
        name="message"
        aria-invalid={fault ? "true" : "false"}
        aria-describedby={describe("message", fault)}
      />
      <Printed {...guide.printed.enclosure} />
    </div>
  );
};

const ConsentBox = ({ name, fault, described, label, words, children, className = "field" }) => (
  <div className={className} part="field" data-wrong={fault ? "" : undefined}>
    <Error name={name} fault={fault} words={words} />
    <Check
      type="checkbox"
      name={name}
      id={`field-${name}`}
      value="yes"
      required
      aria-invalid={fault ? "true" : "false"}
      aria-describedby={described}
      label={label}
    />
    {children}
  </div>
);

export const Consent = ({ faults, guide }) => {
  const words = guide.consultation;
  const { consent } = words;
  const { consent_contact, consent_text } = faults;
  return (
    <>
      <ConsentBox
        name="consent_contact"
        fault={consent_contact}
        described={consent_contact ? "error-consent_contact" : undefined}
        label={consent.contact}
        words={words}
      />
      <ConsentBox
        name="consent_text"
        className="field consent-text"
        fault={consent_text}
        described={describe("consent_text", consent_text)}
        label={consent.text}
        words={words}
      >
        <p className="hint" id="hint-consent_text">{consent.text_hint}</p>
      </ConsentBox>
      <div>
        <div className="website" aria-hidden="true">
          {hidden(guide).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <label>
            {words.website}
            <input name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
        <Printed {...guide.printed.promise} />
      </div>
    </>
  );
};
