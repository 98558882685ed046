import { render } from "preact";
import { readSecret } from "./address.ts";
import { ConfirmPage } from "./page.tsx";

const root = document.getElementById("page");
if (root) {
  const secret = readSecret(location.hash);
  // Neither the history nor whoever is shown the screen needs it.
  history.replaceState(null, "", location.pathname + location.search);
  // What stands there until now.
  root.textContent = "";
  render(<ConfirmPage secret={secret} />, root);
}
