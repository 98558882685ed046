import { canonicalCode } from "../../domain/batches/canonical-code.ts";
import { type Headline, headlineOf } from "../../domain/batches/headline.ts";
import { typedCode, typedDigitalLink } from "../../domain/batches/typed-code.ts";
import { pageUrl } from "../../domain/labels/digital-link.ts";
import { readIntegrity } from "../../domain/monitoring/integrity.ts";
import type { Application, RequestContext } from "../http/env.ts";
import { RequestFault } from "../http/failure.ts";
import { languageOf } from "../http/reader.ts";
import { pathParameter } from "../http/request.ts";
import type { AppOptions, PageAbout } from "../options.ts";
import { assetAnswer, pageAnswer } from "./page-answer.ts";

type PageRouteOptions = Pick<AppOptions, "services" | "web" | "host" | "wechatDomainVerification" | "logger">;

const nothing = () => new RequestFault("unknown-path", "There is nothing here");

/** The pages with their assets. */
export function pageRoutes(app: Application, options: PageRouteOptions): void {
  const { services, logger } = options;
  const { publicUrl } = services.settings;
  const serve = (
    context: RequestContext,
    name: string,
    ...rest: [Omit<PageAbout, "language" | "host" | "timeZone">?, 404?]
  ) => {
    const answer = pageAnswer(context, options, name, ...rest);
    if (!answer) throw nothing();
    return answer;
  };
  const plain = (path: string, name = path) =>
    app.get(path, (context) => serve(context, name, { address: publicUrl + path }));

  app.get("/t", (context) => {
    // A code in a query is what forms without a script send.
    const asked = context.req.query("code") ?? "";
    const link = typedDigitalLink(asked);
    if (link !== undefined) return context.redirect(link, 302);
    const code = typedCode(asked);
    if (code !== "") return context.redirect(`/t/${encodeURIComponent(code)}`, 302);
    return serve(context, "/t", { address: `${publicUrl}/t` });
  });
  app.get("/t/", (context) => context.redirect("/t", 301));

  // The page reads the code from its own address: the batch's own, also where it was typed in another way.
  const batchPage = async (context: RequestContext, asked: string) => {
    const link = typedDigitalLink(asked);
    if (link !== undefined) return context.redirect(link, 302);
    const typed = typedCode(asked);
    // The page itself tells of a mirror that cannot be read.
    const read = await look(typed).catch((err: unknown) => {
      logger.warn({ err }, "a batch's page was shown without its title");
      return undefined;
    });
    const code = read?.code ?? typed;
    if (code !== asked) {
      const query = new URLSearchParams({ ...context.req.query(), ...(code !== typed && { asked: typed }) }).toString();
      return context.redirect(`/t/${encodeURIComponent(code)}${query && `?${query}`}`, 302);
    }
    if (!read) return serve(context, "/t");
    if (!read.headline) return serve(context, "/t", {}, 404);
    return serve(context, "/t", headOf(read.headline, languageOf(context), publicUrl));
  };
  const look = async (typed: string) => {
    const code = await canonicalCode(services, typed);
    return { code, headline: await headlineOf(services, code) };
  };
  app.get("/t/:code", (context) => batchPage(context, pathParameter(context, "code")));
  app.get("/t/:code/", (context) => batchPage(context, `${pathParameter(context, "code")}/`));

  // So does the certificates' page with the number.
  plain("/verify");
  app.get("/verify/:number", (context) => serve(context, "/verify"));
  plain("/upload-page");
  plain("/confirm");
  // Each of its views has an address of its own.
  plain("/console");
  app.get("/console/*", (context) => serve(context, "/console"));
  plain("/audit");
  app.get("/audit/*", (context) => serve(context, "/audit"));
  plain("/privacy");
  plain("/wechat");
  app.get("/integrity", async (context) => {
    const { chainId, contract } = services.settings;
    const integrity = { report: await readIntegrity(services), chainId, contract };
    return serve(context, "/integrity", { address: `${publicUrl}/integrity`, integrity });
  });
  app.get("/assets/*", (context) => {
    const answer = assetAnswer(context, options);
    if (!answer) throw nothing();
    return answer;
  });
  const verification = options.wechatDomainVerification;
  if (verification) app.get(`/MP_verify_${verification}.txt`, (context) => context.text(verification));
  app.get("/", (context) => {
    const { development, sandboxes } = services.settings;
    return serve(context, "/", { address: publicUrl, ...(development && { development: { sandboxes } }) });
  });
}

/** How long a name may be on a card. */
const LONGEST = 60;

/** What the title and a messenger's card say of a batch: nothing that is withheld from the public. */
function headOf({ code, name, image }: Headline, language: "en" | "zh", publicUrl: string) {
  const address = pageUrl(publicUrl, code);
  if (name === null) return { address };
  const characters = [...name];
  const shown = characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : name;
  return {
    title: language === "zh" ? `${shown} · 溯源信息｜批次 ${code}` : `${shown} · where it comes from | batch ${code}`,
    description:
      language === "zh"
        ? "查看产地、加工、检验和运输记录，由您的浏览器与区块链核对。"
        : "Where it was grown, made, inspected and moved: your browser checks each record against the blockchain.",
    address,
    image: image ?? `${publicUrl}/qr/${encodeURIComponent(code)}.png`,
  };
}
