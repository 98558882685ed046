import { render } from "preact";
import { UploadPage } from "./page.tsx";

const root = document.getElementById("page");
if (root) render(<UploadPage worker={root.dataset.worker ?? ""} />, root);
