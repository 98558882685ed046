import type { ComponentChildren } from "preact";
import { Lock, Warning } from "../icons/signs.tsx";

/** A notice that must not be overlooked: something is wrong, or something is withheld. */
export function Notice(props: { readonly tone: "bad" | "quiet"; readonly children: ComponentChildren }) {
  return (
    <div class={`notice notice-${props.tone}`}>
      {props.tone === "bad" ? <Warning /> : <Lock />}
      <div>{props.children}</div>
    </div>
  );
}
