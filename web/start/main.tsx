/** What the start page can do beyond its form: scan a code, and take a certificate or a proof. */
import { hasCamera } from "../camera/has-camera.ts";
import { pathFor } from "../camera/where-to.ts";
import { takeFile } from "./take-file.ts";

const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

function goTo(path: string): void {
  location.assign(`${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
}

function lookUp(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const path = pathFor(String(new FormData(form).get("code")));
    const error = form.querySelector("[role=alert]");
    if (path) goTo(path);
    else if (error) error.textContent = form.dataset.bad ?? "";
  });
}

function scan(part: HTMLElement): void {
  const [button, status, video] = [part.querySelector("button"), part.querySelector("p"), part.querySelector("video")];
  if (!hasCamera() || !button || !status || !video) return;
  const texts = part.dataset;
  let stop: (() => void) | undefined;
  const show = (isOn: boolean) => {
    video.hidden = !isOn;
    button.textContent = (isOn ? texts.stop : texts.scan) ?? "";
  };
  const end = () => {
    stop?.();
    stop = undefined;
    show(false);
  };
  button.addEventListener("click", async () => {
    status.textContent = "";
    if (stop) return end();
    show(true);
    status.textContent = texts.scanning ?? "";
    try {
      const { readCodes } = await import("../camera/read-codes.ts");
      stop = await readCodes(video, (text) => {
        const path = pathFor(text);
        if (!path) status.textContent = texts.notacode ?? "";
        else {
          end();
          goTo(path);
        }
      });
    } catch (error) {
      end();
      status.textContent = ((error as { fault?: string }).fault === "denied" ? texts.denied : texts.none) ?? "";
    }
  });
  part.hidden = false;
}

function drop(part: HTMLElement): void {
  const [input, error] = [part.querySelector("input"), part.querySelector("[role=alert]")];
  if (!input || !error) return;
  const take = async (file: File | undefined) => {
    if (!file) return;
    error.textContent = "";
    const path = await takeFile(file);
    if (path) goTo(path);
    else error.textContent = part.dataset.unreadable ?? "";
  };
  input.addEventListener("change", () => {
    void take(input.files?.[0]);
    // Allows choosing the same file again.
    input.value = "";
  });
  // The whole page takes files: one dropped beside the box would otherwise replace the page.
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    void take(event.dataTransfer?.files[0]);
  });
  part.hidden = false;
}

const found = <Found extends HTMLElement>(selector: string, then: (element: Found) => void) => {
  const element = document.querySelector<Found>(selector);
  if (element) then(element);
};

found<HTMLFormElement>(".look-up", lookUp);
found("#scan", scan);
found("#drop", drop);
