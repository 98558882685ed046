import { credentialsOf } from "./credentials.ts";
import { isLoopback, socketHost } from "./loopback.ts";

/** An SMS centre that speaks SMPP. */
export interface SmppLocation {
  readonly kind: "smpp";
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly systemId: string;
  readonly password: string;
  /** The number or name that messages come from; empty to leave that to the centre. */
  readonly source: string;
}

/** A gateway that takes messages over HTTP. */
export interface GatewayLocation {
  readonly kind: "gateway";
  readonly url: string;
  readonly token: string;
}

/** Where text messages are handed in. */
export type SmsLocation = SmppLocation | GatewayLocation;

/** A location as `smpp://systemId:password@host:2775?source=…`, `smpps://…` or `https://…`. Throws an Error otherwise. */
export function parseSmsLocation(text: string, token: string | undefined): SmsLocation {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "smpp:" || url?.protocol === "smpps:") {
    if (token !== undefined) throw new Error("must be like https://… for SMS_TOKEN to be of use");
    return smppLocation(url);
  }
  if (url?.protocol !== "https:" && !(url?.protocol === "http:" && isLoopback(url.hostname))) {
    throw new Error("must be like smpp://systemId:password@host:2775?source=… or https://…");
  }
  if (url.username || url.password) throw new Error("must not hold credentials: they go into SMS_TOKEN");
  if (token === undefined) throw new Error("needs SMS_TOKEN, which is sent as a bearer token");
  return { kind: "gateway", url: url.href, token };
}

function smppLocation(url: URL): SmppLocation {
  const tls = url.protocol === "smpps:";
  const credentials = credentialsOf(url);
  if (!url.hostname || !credentials) throw new Error("must hold a system's id, its password and a host");
  if (!/^[\x20-\x7e]*$/.test(credentials.user + credentials.password)) {
    throw new Error("must hold a system's id and a password of ASCII characters");
  }
  if (url.hash || !/^\/?$/.test(url.pathname) || [...url.searchParams.keys()].some((name) => name !== "source")) {
    throw new Error("must hold only source after the port");
  }
  // A plus sign in a query means a space, but in a number a plus.
  const source = (url.searchParams.get("source") ?? "").replace(/^ /, "+");
  if (!/^(\+?\d{1,20}|[A-Za-z0-9 ]{1,11})?$/.test(source)) {
    throw new Error("must name as source a number, or at most 11 letters and digits");
  }
  return {
    kind: "smpp",
    host: socketHost(url.hostname),
    port: Number(url.port) || (tls ? 3550 : 2775),
    tls,
    systemId: credentials.user,
    password: credentials.password,
    source,
  };
}
