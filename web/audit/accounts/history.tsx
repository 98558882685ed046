import { translate } from "../../../domain/names/translate.ts";
import { parseProfile } from "../../../domain/profiles/profile-document.ts";
import { NOTHING } from "../../../domain/profiles/profiles-of.ts";
import { harmless } from "../../../domain/shared/foreign-text.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { DEFAULT_ADMIN, REGISTRAR, rolesIn } from "../../../domain/shared/roles.ts";
import type { ChainLine } from "../../../proof/chain-lines.ts";
import { topicOf } from "../../../proof/codec.ts";
import { documentDigest } from "../../../proof/document.ts";
import { nameIn } from "../../../proof/name-messages.ts";
import type { Proof } from "../../../proof/proof.ts";
import { useLoad } from "../../console/parts/use-load.ts";
import { useLocale } from "../../shopper/locale.ts";
import { formatMoment } from "../../shopper/story/format.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { findLines } from "../chain/find.ts";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { ACCOUNT_TEXTS } from "./texts.ts";

type Documents = NonNullable<Proof["profiles"]>["documents"];

const EVENTS = ["RolesSet", "AccountDescribed"].map(topicOf);

/** An address as a topic. */
export const topicOfAddress = (address: string) => `0x${address.slice(2).padStart(64, "0")}`;

/** How an account's roles and names changed, by the contract's own lines. */
export function History(props: {
  readonly account: string;
  /** Profiles by their digests, as a proof shows them. */
  readonly profiles?: Documents | undefined;
}) {
  const { account, profiles = {} } = props;
  const desk = useDesk();
  const texts = useTexts(ACCOUNT_TEXTS);
  const { settings } = desk;
  const lines = useLoad(() => findLines(desk, [[EVENTS, topicOfAddress(account)]]), [account, settings]);
  return (
    <Loading of={lines}>
      {(found) =>
        found.length === 0 ? (
          <p class="muted">{texts.nothing}</p>
        ) : (
          <table class="cards" data-testid="history">
            <caption class="visually-hidden">{texts.history}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.when}</th>
                <th scope="col">{texts.what}</th>
                <th scope="col">{texts.by}</th>
              </tr>
            </thead>
            <tbody>
              {found.map((line) => (
                <Change key={String(line.args.line)} line={line} account={account as Hex} profiles={profiles} />
              ))}
            </tbody>
          </table>
        )
      }
    </Loading>
  );
}

function Change(props: { readonly line: ChainLine; readonly account: Hex; readonly profiles: Documents }) {
  const { line, account, profiles } = props;
  const { locale } = useDesk();
  const texts = useTexts(ACCOUNT_TEXTS);
  const actor = String(line.args.actor);
  return (
    <tr data-event={line.event}>
      <th scope="row">
        <Link to={`/transactions/${line.log.transactionHash}`}>
          {formatMoment(Number(line.args.timestamp), locale)}
        </Link>
      </th>
      <td data-label={texts.what}>
        {line.event === "RolesSet" ? (
          <Roles line={line} />
        ) : (
          <Described line={line} account={account} profiles={profiles} />
        )}
      </td>
      <td data-label={texts.by}>
        {actor === account ? (
          texts.itself
        ) : (
          <Link class="mono" to={`/accounts/${actor}`}>
            {actor}
          </Link>
        )}
      </td>
    </tr>
  );
}

function Roles({ line: { args } }: { readonly line: ChainLine }) {
  const { locale } = useDesk();
  const { roles } = useLocale().texts;
  const texts = useTexts(ACCOUNT_TEXTS);
  const set = Number(args.roles);
  const held = [
    ...rolesIn(set).map((role) => translate(roles, role)),
    ...(set & REGISTRAR ? [texts.registrar] : []),
    ...(set & DEFAULT_ADMIN ? [texts.admin] : []),
  ];
  const until = Number(args.validUntil);
  return (
    <>
      {held.length > 0 ? texts.roles(held.join(", ")) : texts.noRoles}
      {until > 0 && ` (${texts.until(formatMoment(until, locale))})`}
    </>
  );
}

function Described(props: { readonly line: ChainLine; readonly account: Hex; readonly profiles: Documents }) {
  const { line, account, profiles } = props;
  const { language } = useDesk();
  const texts = useTexts(ACCOUNT_TEXTS);
  const digest = String(line.args.digest);
  if (digest === NOTHING) return <>{texts.takenBack}</>;
  const shown = profiles[digest];
  const isGenuine = shown?.status === "public" && documentDigest(shown.text) === digest;
  const profile = isGenuine ? parseProfile(shown.text, account) : undefined;
  const name = profile ? harmless(nameIn(profile.names, language)) : texts.hidden;
  const by = Number(line.args.roles);
  const office = by === 0 ? undefined : texts.offices[by & REGISTRAR ? "registrar" : "regulator"];
  return (
    <>
      {office ? texts.confirmed(name, office) : texts.said(name)}
      <small class="muted mono">
        {texts.digest}: {digest}
      </small>
    </>
  );
}
