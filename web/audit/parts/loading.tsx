import type { ComponentChildren } from "preact";
import type { Loaded } from "../../console/parts/use-load.ts";
import { useTexts } from "../app/context.ts";
import { APP_TEXTS } from "../app/texts.ts";
import { Failure } from "./failure.tsx";

/** What was read, or that it is being read, or why it could not be. */
export function Loading<T>(props: { readonly of: Loaded<T>; readonly children: (value: T) => ComponentChildren }) {
  const { of, children } = props;
  const texts = useTexts(APP_TEXTS);
  if (of.error !== undefined) return <Failure error={of.error} onRetry={of.reload} />;
  if (of.value === undefined) return <p role="status">{texts.loading}</p>;
  return <>{children(of.value)}</>;
}
