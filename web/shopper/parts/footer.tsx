import { useLocale } from "../locale.ts";

/** What the page is, in one line. */
export function Footer() {
  const { texts } = useLocale();
  return (
    <footer class="footer">
      <p>{texts.footer}</p>
    </footer>
  );
}
