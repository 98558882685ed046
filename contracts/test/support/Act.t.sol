// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";

/// @dev Those up to `Transform` may be brought on a batch as it was created.
enum Verb {
    Create,
    Record,
    Inspect,
    Amend,
    Recall,
    Withdraw,
    Offer,
    Series,
    Anchor,
    Split,
    Transform,
    Lift,
    Accept,
    Refuse,
    Cancel,
    Take
}

/// @dev What goes into a transformation, as a wallet shows it.
struct SignedInput {
    string code;
    uint64 quantity;
    uint24 seq;
}

/// @dev What an actor signs, as a wallet shows it. Each verb uses some of the fields.
struct Act {
    Verb verb;
    /// Of a transformation this is the first input, with `quantity` and `seq`.
    string code;
    /// The unit, the kind or the verdict.
    string word;
    uint64 quantity;
    uint24 amended;
    address to;
    /// Of a series this is the first one's.
    bytes32 digest;
    uint24 seq;
    uint256 deadline;
    /// A series' digests after the first.
    bytes32[] digests;
    bytes32 root;
    uint32 count;
    ITrace.Part[] parts;
    /// A transformation's inputs after the first.
    SignedInput[] inputs;
    ITrace.Output[] outputs;
    /// Not signed: the custodian's signature, where there are two.
    bytes consent;
}

/// @dev All digests of a series.
function digestsOf(Act memory act) pure returns (bytes32[] memory digests) {
    digests = new bytes32[](1 + act.digests.length);
    digests[0] = act.digest;
    for (uint256 i = 0; i < act.digests.length; ++i) digests[1 + i] = act.digests[i];
}

/// @dev All inputs of a transformation.
function inputsOf(Act memory act) pure returns (SignedInput[] memory inputs) {
    inputs = new SignedInput[](1 + act.inputs.length);
    inputs[0] = SignedInput(act.code, act.quantity, act.seq);
    for (uint256 i = 0; i < act.inputs.length; ++i) inputs[1 + i] = act.inputs[i];
}

/// @dev How many lines an act has.
function linesOf(Act memory act) pure returns (uint64) {
    if (act.verb == Verb.Series) return uint64(1 + act.digests.length);
    if (act.verb == Verb.Split) return uint64(1 + act.parts.length);
    if (act.verb == Verb.Transform) return uint64(1 + act.inputs.length + act.outputs.length);
    return 1;
}
