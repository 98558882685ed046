import { useState } from "preact/hooks";
import { useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { Actions } from "../parts/actions.tsx";
import { Area, Field } from "../parts/field.tsx";
import { List } from "../parts/list.tsx";
import { Party } from "../parts/party.tsx";
import { said, saidOf } from "../parts/said.ts";
import { useFormat } from "../parts/use-format.ts";

const PATH = "/v1/parties";

const en = {
  title: "Parties",
  lead: "Whom you admit here may write on every batch that you hold, now and later. To a single batch one is admitted there.",
  none: "You admitted nobody to all of your batches.",
  admit: "Admit somebody",
  who: "Whom",
  whoHelp: "An account's id, username or address on chain",
  note: "Note, for you alone",
  remove: "Admit no longer",
  removeWhat: "What was written until then stays.",
};
const zh: typeof en = {
  title: "参与方",
  lead: "在此获准的一方可在您现在和今后持有的所有批次上登记；只针对单个批次的，请在该批次中设置。",
  none: "您没有允许任何一方参与全部批次。",
  admit: "允许参与",
  who: "对方",
  whoHelp: "账户编号、用户名或链上地址",
  note: "备注（仅自己可见）",
  remove: "不再允许",
  removeWhat: "此前已登记的内容保留。",
};

interface Admitted {
  /** Its address on chain. */
  readonly account: string;
  readonly name: string | null;
  readonly nameNotice?: string;
  readonly note: string | null;
  readonly since: string;
}

/** Whom one admitted to all batches that one holds. */
export default function Parties() {
  const texts = useTexts({ en, zh });
  // Counted up, the list is read anew.
  const [count, setCount] = useState(0);
  const again = () => setCount((before) => before + 1);
  const admit = () => (
    <ActForm
      path={PATH}
      body={(data) => ({ account: said(data, "account"), ...saidOf(data, ["note"]) })}
      button={texts.admit}
      onDone={again}
    >
      {(errors) => (
        <>
          <Field label={texts.who} help={texts.whoHelp} name="account" autocapitalize="none" errors={errors} required />
          <Area label={texts.note} name="note" errors={errors} />
        </>
      )}
    </ActForm>
  );
  return (
    <>
      <h1>{texts.title}</h1>
      <p class="muted">{texts.lead}</p>
      <Actions of={[{ name: "admit", title: texts.admit, form: admit }]} />
      <List<Admitted> key={count} path={`${PATH}?limit=50`} empty={<p class="muted">{texts.none}</p>}>
        {(parties) => (
          <ul class="entries">
            {parties.map((party) => (
              <Entry key={party.account} party={party} onDone={again} />
            ))}
          </ul>
        )}
      </List>
    </>
  );
}

function Entry({ party, onDone }: { readonly party: Admitted; readonly onDone: () => void }) {
  const texts = useTexts({ en, zh });
  const { day } = useFormat();
  const remove = () => (
    <ActForm
      method="DELETE"
      path={`${PATH}/${party.account}`}
      body={() => undefined}
      button={texts.remove}
      grave
      onDone={onDone}
    >
      {() => <p>{texts.removeWhat}</p>}
    </ActForm>
  );
  return (
    <li class="sheet">
      <p>
        <strong>
          <Party of={{ address: party.account, name: party.name }} />
        </strong>{" "}
        <span class="muted">{day(party.since)}</span>
      </p>
      {party.nameNotice && <p class="notice notice-warn">{party.nameNotice}</p>}
      {party.note && <p>{party.note}</p>}
      <Actions of={[{ name: "remove", title: texts.remove, form: remove }]} />
    </li>
  );
}
