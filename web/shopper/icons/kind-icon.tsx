import { Icon } from "./signs.tsx";

const PAUSE = "M9 5v14M15 5v14";

const DRAWINGS: Readonly<Record<string, string>> = {
  creation:
    "M12 21v-9M12 12c0-4-2.5-6.5-7.5-6.5C4.5 10 7 12 12 12zM12 14.5c0-3.3 2.3-5.5 7.5-5.5 0 3.8-2.8 5.5-7.5 5.5z",
  harvest: "M4 10h16l-2 10H6L4 10zM8 10c0-3.5 1.7-5.5 4-5.5s4 2 4 5.5M10 14v3M14 14v3",
  processing: "M12 3.5c3.5 4.3 5.5 7.2 5.5 10a5.5 5.5 0 0 1-11 0c0-2.8 2-5.7 5.5-10zM9.5 14a2.6 2.6 0 0 0 2.5 2.6",
  packaging: "M4 8l8-4 8 4v8.5l-8 4-8-4V8zM4 8l8 4 8-4M12 12v8.5M8 6l8 4",
  storage: "M3.5 20V9.5L12 4.5l8.5 5V20M7 20v-8h10v8M7 16h10",
  transport:
    "M2.5 6.5h11v10h-11zM13.5 10h4l3.5 3.5v3h-7.5M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  telemetry: "M10 14.5V5.5a2 2 0 0 1 4 0v9a4 4 0 1 1-4 0zM12 9v8M17.5 6h2.5M17.5 10H20",
  evaluation: "M12 3.8l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8L12 3.8z",
  inspection: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3L20.5 20.5M7.8 10.5l2 2 3.5-3.7",
  certificate: "M12 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8.5 13l-1.5 8 5-2.7L17 21l-1.5-8",
  erasure: "M4 20h16M7 16l9-10 4 4-8 8H9z",
  hold: PAUSE,
  "official-hold": PAUSE,
  commitment: "M6 3.5h9l4 4v13H6zM15 3.5v4h4M9 14l2.2 2.2L15.5 12",
  sale: "M5 8.5h14l1 12H4l1-12zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
  amendment: "M5 19l1-4L16.5 4.5l3 3L9 18l-4 1zM14 7l3 3",
};

const OTHER = "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z";

/** The drawing of a kind of step; kinds of a newer contract share one. */
export function KindIcon({ kind }: { readonly kind: string }) {
  return (
    <Icon>
      <path d={Object.hasOwn(DRAWINGS, kind) ? (DRAWINGS[kind] as string) : OTHER} />
    </Icon>
  );
}
