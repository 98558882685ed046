import { useLoad } from "../../console/parts/use-load.ts";
import { EndpointForm } from "../../shopper/parts/checks/endpoint-form.tsx";
import { useDesk, useTexts } from "../app/context.ts";
import { NODE_TEXTS } from "./texts.ts";

/** The node and the contract that are asked, on whose word they are, whether they answer; and the choice of others. */
export function NodeCard() {
  const { settings, proposed, choose, reader, network, locale } = useDesk();
  const texts = useTexts(NODE_TEXTS);
  const answer = useLoad(async () => {
    const chainId = await reader.chainId();
    return { chainId, state: chainId === network.chainId ? await reader.state() : undefined };
  }, [reader]);
  const { value, error } = answer;
  const isProposed = settings.endpoint === proposed.endpoint || settings.contract === proposed.contract;
  const whose = (part: "endpoint" | "contract") => (settings[part] === proposed[part] ? texts.proposed : texts.own);
  return (
    <aside class="sheet node" aria-labelledby="node-title">
      <h2 id="node-title">{texts.title}</h2>
      <dl class="facts" data-testid="node">
        <div>
          <dt>
            {texts.node} <span class="tag">{whose("endpoint")}</span>
          </dt>
          <dd class="mono">{settings.endpoint}</dd>
        </div>
        <div>
          <dt>
            {texts.contract} <span class="tag">{whose("contract")}</span>
          </dt>
          <dd class="mono">{settings.contract}</dd>
        </div>
        <div>
          <dt>{texts.chain}</dt>
          <dd>{value?.state ? texts.chainIs(value.chainId) : value ? value.chainId : "–"}</dd>
        </div>
        <div>
          <dt>{texts.lines}</dt>
          <dd>{value?.state ? new Intl.NumberFormat(locale).format(value.state.lineCount) : "–"}</dd>
        </div>
      </dl>
      <div role="status">
        {!value && error === undefined && <p class="muted">{texts.checking}</p>}
        {value && !value.state && <p class="notice notice-bad">{texts.otherChain(value.chainId, network.chainId)}</p>}
        {error !== undefined && <p class="notice notice-bad">{texts.noAnswer}</p>}
        {value?.state?.paused && <p class="notice notice-warn">{texts.paused}</p>}
        {isProposed && value?.state && <p class="muted">{texts.warning}</p>}
      </div>
      <details class="fold" open={error !== undefined || (value !== undefined && !value.state)}>
        <summary>{texts.change}</summary>
        <EndpointForm
          key={`${settings.endpoint} ${settings.contract}`}
          settings={settings}
          proposed={proposed}
          choose={choose}
          again={answer.reload}
          busy={answer.isLoading}
        />
      </details>
    </aside>
  );
}
