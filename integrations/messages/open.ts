import type { Guards } from "../outgoing/guards.ts";
import { type Drivers, MAIL_GUARD, SMS_GUARD } from "./drivers.ts";
import { smppSms } from "./smpp.ts";
import { gatewaySms } from "./sms-gateway.ts";
import type { SmsLocation } from "./sms-location.ts";
import { smtpMail } from "./smtp.ts";
import type { Sender, SmtpLocation } from "./smtp-location.ts";

/** What the settings say of messages. */
export interface MessageSettings {
  readonly mail: { readonly location: SmtpLocation; readonly from: Sender } | null;
  readonly sms: SmsLocation | null;
}

/** The drivers that were set up, each behind a guard. Nothing is connected to before there is something to send. */
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
