import type { ComponentChildren } from "preact";
import { isForThisTab } from "../../router.ts";
import { useDesk } from "../app/context.ts";
import { addressOf } from "../app/router.ts";

/** A link to another view: it works with a new tab, and without a page being loaded in this one. */
export function Link(props: {
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly children: ComponentChildren;
}) {
  const { go } = useDesk();
  const { to, current, children } = props;
  return (
    <a
      class={props.class}
      href={addressOf(to)}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (!isForThisTab(event)) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
