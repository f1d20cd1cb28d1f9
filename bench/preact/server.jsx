// https://preactjs.com/guide/v10/server-side-rendering
import { renderToString } from "preact-render-to-string";

import { App } from "../jsx/App.jsx";

export const render = (guide) => renderToString(<App guide={guide} />);
