import { RECALL_TEXTS } from "../../plain/recall-texts.ts";
import { useTexts } from "../app/context.ts";
import { Link } from "../parts/link.tsx";
import { List } from "../parts/list.tsx";
import { useFormat } from "../parts/use-format.ts";
import type { ListedRecall } from "./recall.ts";
import { OWN_RECALL_TEXTS } from "./texts.ts";

/** The recalls that concern whoever is signed in, the latest first. */
export function Recalls() {
  const texts = useTexts(OWN_RECALL_TEXTS);
  return (
    <>
      <h1>{texts.title}</h1>
      <p class="muted">{texts.lead}</p>
      <List<ListedRecall> path="/v1/recalls?limit=20" empty={<p class="muted">{texts.none}</p>}>
        {(recalls) => (
          <ul class="entries">
            {recalls.map((recall) => (
              <Entry key={recall.id} recall={recall} />
            ))}
          </ul>
        )}
      </List>
    </>
  );
}

function Entry({ recall }: { readonly recall: ListedRecall }) {
  const texts = useTexts(OWN_RECALL_TEXTS);
  const { classes } = useTexts(RECALL_TEXTS);
  const { day } = useFormat();
  const { summary } = recall;
  return (
    <li class="sheet">
      <p>
        <Link to={`/recalls/${recall.id}`}>{recall.reason}</Link> <RecallTags recall={recall} />
      </p>
      <p class="muted">
        <span class="mono">{recall.batchCode}</span> · {classes[recall.class]} · {day(recall.createdAt)}
      </p>
      <p>{texts.answered(summary.acknowledged, summary.batches)}</p>
    </li>
  );
}

/** Whether it stands, and whether it is real. */
export function RecallTags({ recall }: { readonly recall: Pick<ListedRecall, "drill" | "liftedAt"> }) {
  const texts = useTexts(OWN_RECALL_TEXTS);
  return (
    <>
      {recall.drill && <span class="tag">{texts.drill}</span>}{" "}
      <span class={recall.liftedAt ? "tag" : "tag tag-bad"}>{recall.liftedAt ? texts.lifted : texts.stands}</span>
    </>
  );
}
