import type { ComponentChildren } from "preact";

/** A drawing of 24 by 24 in the text's colour; decoration only, so hidden from screen readers. */
export function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** One stroke of an icon. */
function Sign({ d }: { readonly d: string }) {
  return (
    <Icon>
      <path d={d} />
    </Icon>
  );
}

/** The brand's leaf. */
export const Leaf = () => <Sign d="M5 19c0-9 5-14 15-14 0 10-5 15-12 14.5M5 21c.5-5 3.5-8.5 8-11" />;
/** A check mark. */
export const Tick = () => <Sign d="M5 12.5l4.5 4.5L19 7.5" />;
/** A cross. */
export const Cross = () => <Sign d="M6.5 6.5l11 11M17.5 6.5l-11 11" />;
/** A warning. */
export const Warning = () => <Sign d="M12 4L2.8 20h18.4L12 4zM12 10v4.5M12 17.3v.2" />;
/** A question mark. */
export const Question = () => <Sign d="M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.1-1.5 2.3M12 18v.2" />;
/** Withheld content. */
export const Lock = () => <Sign d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />;
/** No connection. */
export const Broken = () => (
  <Sign d="M4 9a12 12 0 0 1 5-2.7M20 9a12 12 0 0 0-5.5-2.9M7.5 13a7 7 0 0 1 2.5-1.5M12 18v.2M4 4l16 16" />
);
/** A document. */
export const PageSign = () => <Sign d="M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5" />;
/** An external page. */
export const Away = () => <Sign d="M10 6H5v13h13v-5M13 5h6v6M19 5l-9 9" />;
/** A place. */
export const Pin = () => (
  <Sign d="M12 21c4-4.5 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2.5 6.5 6.5 11zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z" />
);
/** A person or a firm. */
export const Person = () => (
  <Sign d="M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4zM4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6" />
);
/** One of five, for a rating. */
export const Star = () => <Sign d="M12 3.6l2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-2.9-5.3 2.9 1.1-6L3.4 9.9l6-.8z" />;
