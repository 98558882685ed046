import { typedCode } from "../../domain/batches/typed-code.ts";
import { CERTIFICATE_NUMBER } from "../../domain/certificates/certificate.ts";

/** The number in `/verify/{number}`; empty if there is none. The look-up reports unknown ones. */
export function readNumber(pathname: string): string {
  const text = /^\/verify\/(.+)$/.exec(pathname)?.[1] ?? "";
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A number as typed, in either case or full width, or within an address of the certificate. */
export function typedNumber(text: string): string | undefined {
  const typed = typedCode(text).toUpperCase();
  const number = /\/(?:VERIFY|CERTIFICATES)\/([^/?#]+?)(?:\.PDF)?(?:[/?#]|$)/.exec(typed)?.[1] ?? typed;
  return CERTIFICATE_NUMBER.test(number) ? number : undefined;
}

/** The page's path for a number. */
export function pathOf(number: string): string {
  return `/verify/${encodeURIComponent(number)}`;
}
