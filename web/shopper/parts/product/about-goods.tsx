import { ProductFacts } from "./product-facts.tsx";
import { Responsibility } from "./responsibility.tsx";

/** What is told of the goods themselves, and of who answers for them. */
export function AboutGoods() {
  return (
    <div class="about-goods">
      <ProductFacts />
      <Responsibility />
    </div>
  );
}
