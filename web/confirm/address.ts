/** What a message's link brings: behind the `#`, which no browser sends and no server logs. */
export interface Secret {
  readonly purpose: "reset" | "email" | "recall";
  readonly value: string;
}

/** The secret of an address's fragment; without one, a code to reset a password is to be typed. */
export function readSecret(hash: string): Secret {
  const [, purpose, value] = /^#(reset|email|recall)=([0-9A-Za-z_-]{1,200})$/.exec(hash) ?? [];
  return { purpose: purpose === "email" || purpose === "recall" ? purpose : "reset", value: value ?? "" };
}
