// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Act, SignedInput, Verb} from "./Act.t.sol";
import {bound} from "./Vm.t.sol";

/// @dev Changes a field that the act's verb has: what is brought is then not what was signed.
function change(Act memory act, uint8 field, uint256 seed, string memory otherCode) pure {
    field %= 4;
    if (field == 0) act.digest = another(act.digest, seed);
    else if (field == 1) act.deadline += bound(seed, 1, type(uint64).max);
    else if (field == 2) act.code = otherCode;
    else changeOwn(act, seed);
}

/// @dev Changes what other verbs do not have.
function changeOwn(Act memory act, uint256 seed) pure {
    if (act.verb == Verb.Create) {
        if (seed % 2 == 0) act.word = "C62";
        else act.quantity += uint64(bound(seed, 1, 1e18));
    } else if (act.verb == Verb.Record) {
        act.word = seed % 2 == 0 ? "harves" : "harvests";
    } else if (act.verb == Verb.Inspect) {
        act.word = "fail";
    } else if (act.verb == Verb.Offer) {
        act.to = address(uint160(bound(seed, 1, type(uint64).max)));
    } else if (act.verb == Verb.Amend) {
        act.amended = uint24(bound(seed, 2, type(uint24).max));
    } else if (act.verb == Verb.Anchor) {
        if (seed % 2 == 0) act.root = another(act.root, seed);
        else act.count += uint32(bound(seed, 1, type(uint16).max));
    } else if (act.verb == Verb.Series) {
        changeSeries(act, seed);
    } else if (act.verb == Verb.Split) {
        changeParts(act, seed);
    } else if (act.verb == Verb.Transform) {
        seed % 2 == 0 ? changeInputs(act, seed / 2) : changeOutputs(act, seed / 2);
    } else {
        act.digest = another(act.digest, seed);
    }
}

function changeSeries(Act memory act, uint256 seed) pure {
    bytes32[] memory digests = act.digests;
    uint256 place = (seed / 8) % digests.length;
    if (seed % 4 == 0) act.word = "harvests";
    else if (seed % 4 == 1) digests[place] = another(digests[place], seed);
    else if (seed % 4 == 2) (act.digest, digests[place]) = (digests[place], act.digest);
    else act.digests = new bytes32[](0);
}

function changeParts(Act memory act, uint256 seed) pure {
    ITrace.Part[] memory parts = act.parts;
    ITrace.Part memory part = parts[(seed / 8) % parts.length];
    if (seed % 5 == 0) part.code = "APPLE-0000-004";
    else if (seed % 5 == 1) part.quantity -= uint64(bound(seed, 1, part.quantity - 1));
    else if (seed % 5 == 2) part.digest = another(part.digest, seed);
    else if (seed % 5 == 3) (parts[0], parts[1]) = (parts[1], parts[0]);
    else (act.parts = new ITrace.Part[](1))[0] = part;
}

function changeInputs(Act memory act, uint256 seed) pure {
    if (seed % 3 == 0) {
        act.quantity -= uint64(bound(seed, 1, act.quantity - 1));
    } else if (seed % 3 == 1) {
        act.inputs[0].quantity += uint64(bound(seed, 1, 1e18));
    } else {
        act.inputs = new SignedInput[](0);
    }
}

function changeOutputs(Act memory act, uint256 seed) pure {
    ITrace.Output[] memory outputs = act.outputs;
    ITrace.Output memory output = outputs[(seed / 8) % outputs.length];
    if (seed % 6 == 0) output.code = "APPLE-0000-004";
    else if (seed % 6 == 1) output.unit = "KGM";
    else if (seed % 6 == 2) output.quantity ^= uint64(bound(seed, 1, type(uint64).max));
    else if (seed % 6 == 3) output.digest = another(output.digest, seed);
    else if (seed % 6 == 4) (outputs[0], outputs[1]) = (outputs[1], outputs[0]);
    else (act.outputs = new ITrace.Output[](1))[0] = output;
}

function another(bytes32 digest, uint256 seed) pure returns (bytes32) {
    return keccak256(abi.encode(digest, seed));
}
