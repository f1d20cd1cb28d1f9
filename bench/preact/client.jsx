// https://preactjs.com/guide/v10/api-reference#hydrate
import { hydrate } from "preact";

import { App } from "../jsx/App.jsx";

const guide = JSON.parse(document.getElementById("guide").textContent);
hydrate(<App guide={guide} />, document.getElementById("root"));
