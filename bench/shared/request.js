// What was typed, and what has to be mended in it: the rules of crates/contract.

const NAMES =
  "name contact_by email phone best_time for_whom message consent_wording guide guide_revision language";
const LIMITS = { name_long: 200, message_long: 2000 };

/** The form's controls as the request that is sent. */
export const readForm = (form) => {
  const data = new FormData(form);
  const request = { page: location.origin + location.pathname };
  for (const name of NAMES.split(" ")) {
    const value = (data.get(name) ?? "").trim();
    if (value) request[name] = value;
  }
  const topics = data.getAll("topics");
  if (topics.length) request.topics = topics;
  for (const name of ["consent_contact", "consent_text"]) request[name] = data.has(name);
  return request;
};

const length = (text = "") => [...text.replaceAll("\r", "")].length;
const LABEL = /^(?!-)[a-z\d\-\u0080-\u{10ffff}]{1,63}$/iu;
const isEmail = (text) => {
  const at = text.lastIndexOf("@");
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  const labels = domain.split(/[.。．｡]/);
  const quoted = /^".+"$/s.test(local);
  const plain = !/[\s\p{Cc}()<>[\]:;@\\,"]/u.test(local) && local.split(".").every(Boolean);
  return (
    at > 0 && at <= 64 && domain.length <= 255 && (quoted || plain) && labels.length > 1 &&
    labels.every((label) => LABEL.test(label) && !/[\s\p{Cc}]/u.test(label) && !label.endsWith("-"))
  );
};
const isPhone = (text) => {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  return digits >= 7 && digits <= 15;
};

/** What is to be mended, by field, in the order of the form: the name of its message. */
export const check = ({ name, contact_by, email, phone, message, consent_contact, consent_text }) => {
  const wantsPhone = contact_by === "phone" || contact_by === "text";
  const faults = {
    name: !name ? "name_missing" : length(name) > LIMITS.name_long && "name_long",
    contact_by: !contact_by && "contact_by_missing",
    email: email ? !isEmail(email) && "email_shape" : contact_by === "email" && "email_missing",
    phone: phone ? !isPhone(phone) && "phone_digits" : wantsPhone && "phone_missing",
    message: length(message) > LIMITS.message_long && "message_long",
    consent_contact: !consent_contact && "consent_missing",
    consent_text: contact_by === "text" && !consent_text && "consent_text_missing",
  };
  return Object.entries(faults).filter(([, fault]) => fault);
};

/** The words for a fault. */
export const words = (fault, errors) => errors[fault].replace("{limit}", LIMITS[fault]);
