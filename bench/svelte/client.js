// https://svelte.dev/docs/svelte/imperative-component-api#hydrate
import { hydrate } from "svelte";

import App from "./App.svelte";

const guide = JSON.parse(document.getElementById("guide").textContent);
hydrate(App, { target: document.getElementById("root"), props: { guide } });
