/**
 * The sandboxes' credentials. They are not secrets: they are printed here and in `docs/sandboxes.md`, are recognisable,
 * and only work with sandboxes on loopback.
 */
export const SANDBOX_CREDENTIALS = {
  wechat: { appId: "wxsandbox000000001", appSecret: "sandbox-secret-of-no-mini-program" },
  erp: { token: "sandbox-token-of-no-erp" },
  mail: { user: "sandbox", password: "sandbox-mail" },
  // SMPP has room for eight characters.
  sms: { systemId: "sandbox", password: "sandbox" },
} as const;
