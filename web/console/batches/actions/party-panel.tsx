import { useState } from "preact/hooks";
import { useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Choice, Field } from "../../parts/field.tsx";
import { List } from "../../parts/list.tsx";
import { saidOf } from "../../parts/said.ts";
import { useFormat } from "../../parts/use-format.ts";
import type { ActionProperties } from "./actions.ts";

const en = {
  lead: "Whom you admit may write on this batch what its own roles let it. What it wrote stays when you remove it.",
  account: "Whom",
  accountHelp: "A username, an account or an address on chain",
  note: "Note, for you alone",
  admit: "Admit",
  remove: "Remove",
  nobody: "You admitted nobody yet.",
  since: "since",
  all: "to all that you hold",
  contributions: "Who may write on it besides",
  ways: { named: "Only whom I admit", open: "Everybody, by their roles" },
  change: "Change that",
};
const zh: typeof en = {
  lead: "获准的参与方可按其角色在本批次上登记。移除后，其已登记的内容仍保留。",
  account: "参与方",
  accountHelp: "用户名、账户编号或链上地址",
  note: "备注（仅您可见）",
  admit: "准入",
  remove: "移除",
  nobody: "尚未准入任何参与方。",
  since: "自",
  all: "适用于您持有的全部批次",
  contributions: "其他可写入方",
  ways: { named: "仅限我准入的参与方", open: "任何人均可按其角色登记" },
  change: "更改",
};

interface Party {
  readonly account: string;
  readonly name: string | null;
  readonly scope: "batch" | "all";
  readonly note: string | null;
  readonly since: string;
}

/** Who may write on a batch besides its holder: admitted, removed, or everybody. */
export function PartyPanel({ batch, onDone }: ActionProperties) {
  const texts = useTexts({ en, zh });
  const { day } = useFormat();
  const [count, setCount] = useState(0);
  const path = `/v1/traces/${batch.id}/parties`;
  const changed = () => {
    setCount(count + 1);
    onDone();
  };
  return (
    <>
      <p class="muted">{texts.lead}</p>
      <List<Party> key={count} path={`${path}?limit=50`} empty={<p class="muted">{texts.nobody}</p>}>
        {(parties) => (
          <ul class="items">
            {parties.map(({ account, name, scope, note, since }) => (
              <li key={`${account} ${scope}`}>
                <p>
                  <strong>
                    <bdi>{name ?? account}</bdi>
                  </strong>{" "}
                  <span class="muted">
                    {texts.since} {day(since)} {scope === "all" && `· ${texts.all}`}
                  </span>
                </p>
                {note && <p>{note}</p>}
                {scope === "batch" && (
                  <ActForm
                    method="DELETE"
                    path={`${path}/${account}`}
                    body={() => undefined}
                    button={`${texts.remove}: ${name ?? account}`}
                    grave
                    onDone={changed}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </List>
      <ActForm path={path} body={(data) => saidOf(data, ["account", "note"])} button={texts.admit} onDone={changed}>
        {(errors) => (
          <div class="row">
            <Field
              label={texts.account}
              help={texts.accountHelp}
              name="account"
              errors={errors}
              required
              autocapitalize="none"
            />
            <Field label={texts.note} name="note" errors={errors} />
          </div>
        )}
      </ActForm>
      <ActForm
        method="PATCH"
        path={`/v1/traces/${batch.id}`}
        body={(data) => saidOf(data, ["contributions"])}
        button={texts.change}
        onDone={onDone}
      >
        {(errors) => (
          <Choice
            key={batch.contributions}
            label={texts.contributions}
            name="contributions"
            options={contributionsFirst(batch.contributions, Object.entries(texts.ways))}
            errors={errors}
          />
        )}
      </ActForm>
    </>
  );
}

/** The ways with the one that stands first: it is what the field shows. */
function contributionsFirst(now: string, ways: readonly (readonly [string, string])[]) {
  return [...ways].sort(([one], [other]) => Number(other === now) - Number(one === now));
}
