/**
 * What the sandboxes know their callers by. These are no secrets: they are printed here and in `docs/sandboxes.md`, say
 * what they are, and are good for nothing but sandboxes on loopback.
 */
export const SANDBOX_CREDENTIALS = {
  wechat: { appId: "wxsandbox000000001", appSecret: "sandbox-secret-of-no-mini-program" },
  erp: { token: "sandbox-token-of-no-erp" },
  mail: { user: "sandbox", password: "sandbox-mail" },
  // SMPP has room for eight characters.
  sms: { systemId: "sandbox", password: "sandbox" },
} as const;
