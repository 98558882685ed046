/** How whoever wrote a line is called, in a sentence that says whose word that is. */
import type { ProfileNames } from "../domain/profiles/profile-document.ts";
import type { Language } from "./messages.ts";
import type { Confirmer, LineName, Naming } from "./names.ts";

interface Phrases {
  readonly confirmed: (name: string, account: string, by: string) => string;
  readonly said: (account: string, name: string) => string;
  /** Of a profile that is not shown, or that nobody can read. */
  readonly hidden: (account: string, by: string) => string;
  readonly hiddenAndSaid: (account: string) => string;
  readonly nobody: (account: string) => string;
  /** Of whoever confirms: its own name, and its address. */
  readonly confirmer: (name: string, account: string) => string;
  readonly unconfirmedConfirmer: (name: string, account: string) => string;
  readonly and: string;
  readonly otherwise: (name: string) => string;
  readonly now: (sentence: string) => string;
  readonly takenBack: string;
  readonly notKnown: string;
}

const en: Phrases = {
  confirmed: (name, account, by) => `${name} (${account}), confirmed by ${by}`,
  said: (account, name) => `${account} says it is ${name} (not confirmed)`,
  hidden: (account, by) => `${account}, by a profile that is not shown here, confirmed by ${by}`,
  hiddenAndSaid: (account) => `${account}, by a profile that is not shown here (not confirmed)`,
  nobody: (account) => `${account}, whom nobody had described`,
  confirmer: (name, account) => `${name} (${account})`,
  unconfirmedConfirmer: (name, account) => `${account}, which says it is ${name} (not confirmed)`,
  and: " and ",
  otherwise: (name) => `; says itself that it is ${name} (not confirmed)`,
  now: (sentence) => `; now called ${sentence}`,
  takenBack: "; taken back since",
  notKnown: "; whether that was changed or taken back since is not known",
};

const zh: Phrases = {
  confirmed: (name, account, by) => `${name}（${account}），由 ${by} 确认`,
  said: (account, name) => `${account} 自称 ${name}（未经确认）`,
  hidden: (account, by) => `${account}，其档案此处未展示，由 ${by} 确认`,
  hiddenAndSaid: (account) => `${account}，其档案此处未展示（未经确认）`,
  nobody: (account) => `${account}，当时无人说明其身份`,
  confirmer: (name, account) => `${name}（${account}）`,
  unconfirmedConfirmer: (name, account) => `${account}（自称 ${name}，未经确认）`,
  and: "、",
  otherwise: (name) => `；其自称 ${name}（未经确认）`,
  now: (sentence) => `；现称：${sentence}`,
  takenBack: "；此后已撤回",
  notKnown: "；此后是否更改或撤回，不得而知",
};

const PHRASES: Readonly<Record<Language, Phrases>> = { en, zh };

/** A name in a language, or in the other one where it has none in this. */
export function nameIn({ en, zh }: ProfileNames, language: Language): string {
  return (language === "zh" ? (zh ?? en) : (en ?? zh)) ?? "";
}

/** How whoever wrote a line was called then, by whose word, and how it is called now. */
export function describeName({ account, at, now, telling }: LineName, language: Language): string {
  if (telling === "none") return account;
  const phrases = PHRASES[language];
  const before = at ? describeNaming(account, at, language) : phrases.nobody(account);
  const today = now && describeNaming(account, now, language);
  let since = "";
  if (today === null) since = at ? phrases.takenBack : "";
  else if (today !== before) since = phrases.now(today);
  return before + since + (telling === "all" ? "" : phrases.notKnown);
}

function describeNaming(account: string, { profile, confirmedBy, otherwise }: Naming, language: Language): string {
  const phrases = PHRASES[language];
  const by = confirmedBy.map((confirmer) => describeConfirmer(confirmer, language)).join(phrases.and);
  const name = profile && nameIn(profile.names, language);
  const beside = otherwise ? phrases.otherwise(nameIn(otherwise.names, language)) : "";
  if (by === "") return name ? phrases.said(account, name) : phrases.hiddenAndSaid(account);
  return (name ? phrases.confirmed(name, account, by) : phrases.hidden(account, by)) + beside;
}

function describeConfirmer({ account, names, isConfirmed }: Confirmer, language: Language): string {
  if (!names) return account;
  const { confirmer, unconfirmedConfirmer } = PHRASES[language];
  return (isConfirmed ? confirmer : unconfirmedConfirmer)(nameIn(names, language), account);
}
