// https://react.dev/reference/react-dom/client/hydrateRoot
import { hydrateRoot } from "react-dom/client";

import { App } from "../jsx/App.jsx";

const guide = JSON.parse(document.getElementById("guide").textContent);
hydrateRoot(document.getElementById("root"), <App guide={guide} />);
