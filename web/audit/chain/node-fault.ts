/** The node that is asked did not answer as needed. */
export class NodeFault extends Error {
  override readonly name = "NodeFault";
}
