import type { Guards } from "../outgoing/guards.ts";
import { type Drivers, MAIL_GUARD, SMS_GUARD } from "./drivers.ts";
import { smppSms } from "./smpp.ts";
import { gatewaySms } from "./sms-gateway.ts";
import type { SmsLocation } from "./sms-location.ts";
import { smtpMail } from "./smtp.ts";
import type { Sender, SmtpLocation } from "./smtp-location.ts";

/** The settings for messages. */
export interface MessageSettings {
  readonly mail: { readonly location: SmtpLocation; readonly from: Sender } | null;
  readonly sms: SmsLocation | null;
}

/** The configured drivers, each behind a guard. They connect only when there is something to send. */
export function openDrivers({ mail, sms }: MessageSettings, guards?: Guards): Drivers {
  const smsGuard = sms ? guards?.guard("sms", SMS_GUARD) : undefined;
  return {
    mail: mail ? smtpMail({ ...mail, guard: guards?.guard("mail", MAIL_GUARD) }) : undefined,
    sms: sms
      ? sms.kind === "smpp"
        ? smppSms({ ...sms, guard: smsGuard })
        : gatewaySms({ ...sms, guard: smsGuard })
      : undefined,
  };
}
