import type { ComponentChildren } from "preact";

/** A fact by its name. */
export function Fact(props: {
  readonly name: string;
  /** Whether it is told sign by sign: a hash, an address. */
  readonly isMono?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd class={props.isMono ? "mono" : undefined}>{props.children}</dd>
    </div>
  );
}
