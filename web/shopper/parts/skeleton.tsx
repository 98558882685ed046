import { useLocale } from "../locale.ts";

/** A placeholder while the proof is loading. */
export function Skeleton() {
  const { texts } = useLocale();
  return (
    <div class="skeleton" data-testid="skeleton" aria-busy="true">
      <p class="visually-hidden" role="status">
        {texts.page.loading}
      </p>
      <div class="bone bone-picture" />
      <div class="bone bone-title" />
      <div class="bone bone-text" />
      <div class="bone bone-verdict" />
      <div class="bone bone-step" />
      <div class="bone bone-step" />
    </div>
  );
}
