// The guide's form in SurveyJS, as its documentation embeds one: survey-js-ui, its theme, JSON.

import { Model } from "survey-core";
import "survey-core/survey-core.css";
import { renderSurvey } from "survey-js-ui";

const choices = (words) => words.map((text, index) => ({ value: index, text }));
const survey = new Model({
  completeText: "Ask for a free consultation",
  elements: [
    { type: "text", name: "name", title: "Full name", isRequired: true },
    {
      type: "radiogroup",
      name: "contact_by",
      title: "How should we reach you?",
      isRequired: true,
      choices: choices(["Email", "Phone call", "Text message"]),
    },
    { type: "text", inputType: "email", name: "email", title: "Email address" },
    { type: "text", inputType: "tel", name: "phone", title: "Phone number" },
    {
      type: "dropdown",
      name: "best_time",
      title: "Best time",
      choices: choices(["Any time", "Morning", "Afternoon", "Evening"]),
    },
    {
      type: "checkbox",
      name: "topics",
      title: "What would you like to talk about?",
      choices: choices(["Treatment", "Risks", "Costs", "Something else"]),
    },
    { type: "comment", name: "message", title: "Message", maxLength: 2000 },
    { type: "boolean", renderAs: "checkbox", name: "consent", title: "You may contact me." },
  ],
});
renderSurvey(survey, document.getElementById("place"));
