import { useConsole } from "../../app/context.ts";
import { addressOf } from "../../app/router.ts";
import { BOX, type DrawnEdge, type DrawnNode, layOut, type Placed } from "./layout.ts";

/** A batch as it is drawn. */
export interface GraphNode extends DrawnNode {
  readonly title: string;
  /** How much of it, or what is the matter with it. */
  readonly note: string;
  /** Its page; none where it is withheld, or not there yet. */
  readonly to?: string;
  readonly isBad?: boolean;
  readonly isSelf?: boolean;
}

/** What went into what, and how much. */
export interface GraphEdge extends DrawnEdge {
  readonly words: string;
}

/** Letters of a title that fit into a box; those of Chinese are twice as wide. */
const WIDTH = 22;

/** Batches and what became of them, drawn: each leads to its page. The same has to stand beside it as a table. */
export function Graph(props: {
  readonly label: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}) {
  const { label, nodes, edges } = props;
  const drawn = layOut(nodes, edges);
  const at = new Map(drawn.nodes.map((node) => [node.key, node]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the screen is moved by the keyboard too
    <section class="graph" tabIndex={0} aria-label={label}>
      <svg viewBox={`-4 -4 ${drawn.width + 8} ${drawn.height + 8}`} width={drawn.width + 8} height={drawn.height + 8}>
        <title>{label}</title>
        {edges.map((edge) => (
          <Edge key={`${edge.from} ${edge.to}`} edge={edge} from={at.get(edge.from)} to={at.get(edge.to)} />
        ))}
        {drawn.nodes.map((node) => (
          <Box key={node.key} node={node} />
        ))}
      </svg>
    </section>
  );
}

function Edge(props: {
  readonly edge: GraphEdge;
  readonly from: Placed<GraphNode> | undefined;
  readonly to: Placed<GraphNode> | undefined;
}) {
  const { edge, from, to } = props;
  if (!from || !to) return null;
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
  const [x2, y2] = [to.x, to.y + BOX.height / 2];
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  return (
    <>
      <path class="graph-edge" d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} />
      <text class="graph-words" x={(x1 + x2) / 2} y={(y1 + y2) / 2 - 5}>
        {edge.words}
      </text>
    </>
  );
}

function Box({ node }: { readonly node: Placed<GraphNode> }) {
  const { go } = useConsole();
  const { to, x, y, title, note, isBad, isSelf } = node;
  const box = (
    <>
      {/* For what is cut. */}
      <title>{`${title} ${note}`}</title>
      <rect width={BOX.width} height={BOX.height} rx={12} />
      <text x={14} y={25} class="graph-title">
        {shortened(title)}
      </text>{" "}
      <text x={14} y={44}>
        {shortened(note)}
      </text>
    </>
  );
  const look = `graph-box${isBad ? " graph-bad" : ""}${isSelf ? " graph-self" : ""}`;
  const transform = `translate(${x} ${y})`;
  return (
    <g class={look} transform={transform}>
      {to ? (
        <a
          href={addressOf(to)}
          aria-current={isSelf ? "true" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            go(to);
          }}
        >
          {box}
        </a>
      ) : (
        box
      )}
    </g>
  );
}

/** A text cut to what fits. */
function shortened(text: string): string {
  let width = 0;
  const letters = [...text];
  const end = letters.findIndex((letter) => {
    width += letter > "⺀" ? 2 : 1;
    return width > WIDTH;
  });
  return end === -1 ? text : `${letters.slice(0, end - 1).join("")}…`;
}
