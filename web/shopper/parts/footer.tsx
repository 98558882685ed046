import { useReader } from "../reader.ts";

/** What the page is, in one line. */
export function Footer() {
  const { texts } = useReader();
  return (
    <footer class="footer">
      <p>{texts.footer}</p>
    </footer>
  );
}
