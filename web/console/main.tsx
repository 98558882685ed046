import { render } from "preact";
import { App } from "./app/app.tsx";

const root = document.getElementById("page");
if (root) {
  // What stands there until now.
  root.textContent = "";
  render(<App />, root);
}
