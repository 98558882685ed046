import { render } from "preact";
import { UploadPage } from "./page.tsx";

const root = document.getElementById("page");
if (root) {
  // What stands there until now.
  root.textContent = "";
  render(<UploadPage worker={root.dataset.worker ?? ""} />, root);
}
