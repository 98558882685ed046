import type { Drivers } from "./drivers.ts";
import { smppSms } from "./smpp.ts";
import { gatewaySms } from "./sms-gateway.ts";
import type { SmsLocation } from "./sms-location.ts";
import { smtpMail } from "./smtp.ts";
import type { Sender, SmtpLocation } from "./smtp-location.ts";

/** The drivers that were set up. Nothing is connected to before there is something to send. */
export function openDrivers(settings: {
  readonly mail: { readonly location: SmtpLocation; readonly from: Sender } | null;
  readonly sms: SmsLocation | null;
}): Drivers {
  const { mail, sms } = settings;
  return {
    mail: mail ? smtpMail(mail) : undefined,
    sms: sms ? (sms.kind === "smpp" ? smppSms(sms) : gatewaySms(sms)) : undefined,
  };
}
