import type { SectionProperties } from "../app/sections.ts";
import { BlockView } from "./block-view.tsx";
import { Blocks } from "./blocks.tsx";

/** The latest blocks, those before one, or one of them. */
export default function BlocksSection({ rest: [asked] }: SectionProperties) {
  const number = asked !== undefined && /^\d{1,15}$/.test(asked) ? Number(asked) : undefined;
  if (number !== undefined) return <BlockView number={number} />;
  const before = /^before-(\d{1,15})$/.exec(asked ?? "")?.[1];
  return <Blocks before={before === undefined ? undefined : Number(before)} />;
}
