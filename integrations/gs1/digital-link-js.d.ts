/** The parts of `digital-link.js` that are used; it has no types. */
declare module "digital-link.js" {
  interface DigitalLink {
    /** Whether it follows the standard's grammar and its check digit is right. */
    isValid(): boolean;
    toWebUriString(): string;
  }
  interface Parts {
    readonly domain: string;
    readonly identifier: Readonly<Record<string, string>>;
    readonly keyQualifiers?: Readonly<Record<string, string>>;
  }
  const library: {
    DigitalLink(parts: Parts): DigitalLink;
    /** Throws an Error, or a text, if the address is no compressed link. */
    readonly Utils: { decompressWebUri(uri: string): string };
  };
  export default library;
}
