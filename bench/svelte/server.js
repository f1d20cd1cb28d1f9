// https://svelte.dev/docs/svelte/imperative-component-api#render
import { render as renderComponent } from "svelte/server";

import App from "./App.svelte";

export const render = (guide) => renderComponent(App, { props: { guide } }).body;
