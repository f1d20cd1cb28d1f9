// The form's fields as data, in their order.

/** [name, type and autocomplete of a line] */
export const LINES = {
  name: { type: "text", autoComplete: "name", required: true },
  email: { type: "email", autoComplete: "email" },
  phone: { type: "tel", autoComplete: "tel" },
};

/** [name, whether it may stay empty, the type of its buttons] */
export const CHOICES = {
  contact_by: { required: true, type: "radio" },
  best_time: { type: "radio" },
  for_whom: { type: "radio" },
  topics: { type: "checkbox" },
};

/** What can be chosen for a field. */
export const choices = (name, { consultation }) =>
  consultation[name === "topics" ? "topic_choices" : `${name}_choices`];

/** What travels with the request and is not typed. */
export const hidden = ({ name, revision, language, consultation: { consent } }) =>
  Object.entries({
    consent_wording: `${consent.contact}\n${consent.text}`,
    guide: name,
    guide_revision: revision,
    language,
  });
