import { render } from "preact";
import * as z from "zod/mini";
import { App } from "./app/app.tsx";

// The page's content security policy forbids compiling validators at run time.
z.config({ jitless: true });

const root = document.getElementById("page");
if (root) {
  // What stands there until now.
  root.textContent = "";
  render(<App />, root);
}
