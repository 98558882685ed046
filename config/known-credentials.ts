import { SANDBOX_CREDENTIALS } from "../integrations/sandbox/credentials.ts";

/** Credentials for external systems. */
interface Calling {
  readonly WECHAT_APP_SECRET?: string | undefined;
  readonly ERP_TOKEN?: string | undefined;
  readonly SMTP_URL?: string | undefined;
  readonly SMS_URL?: string | undefined;
}

/** Which of these are a sandbox's, whatever the address: those credentials are public. */
export function knownToAll({ WECHAT_APP_SECRET, ERP_TOKEN, SMTP_URL, SMS_URL }: Calling): string[] {
  const { wechat, erp, mail, sms } = SANDBOX_CREDENTIALS;
  const passwordOf = (text = "") => URL.parse(text)?.password;
  return [
    WECHAT_APP_SECRET === wechat.appSecret && "WECHAT_APP_SECRET",
    ERP_TOKEN === erp.token && "ERP_TOKEN",
    passwordOf(SMTP_URL) === mail.password && "SMTP_URL",
    passwordOf(SMS_URL) === sms.password && "SMS_URL",
  ]
    .filter((name) => typeof name === "string")
    .map((name) => `${name} is a sandbox's, which everybody knows`);
}
