import type { ComponentChildren } from "preact";
import { useTexts } from "../app/context.ts";
import { Failure } from "./failure.tsx";
import { COMMON_TEXTS } from "./texts.ts";
import type { Loaded } from "./use-load.ts";

/** What was read, or that it is being read, or why it could not be. */
export function Loading<T>(props: { readonly of: Loaded<T>; readonly children: (value: T) => ComponentChildren }) {
  const { of, children } = props;
  const texts = useTexts(COMMON_TEXTS);
  if (of.error !== undefined) return <Failure error={of.error} onRetry={of.reload} />;
  if (of.value === undefined) return <p role="status">{texts.loading}</p>;
  return <>{children(of.value)}</>;
}
