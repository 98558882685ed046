// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Verdict} from "../../types/Batch.sol";
import {Kind} from "../../types/Kind.sol";
import {Act, SignedInput, Verb, digestsOf, inputsOf} from "./Act.t.sol";

/// @dev The calldata that brings a signed act.
function signedCall(Act memory act, address actor, bytes memory signature) pure returns (bytes memory) {
    bytes32 id = keccak256(bytes(act.code));
    uint256 deadline = act.deadline;
    Verb verb = act.verb;
    if (verb == Verb.Create) {
        bytes3 unit = bytes3(bytes(act.word));
        return
            abi.encodeCall(ITrace.createBySig, (act.code, unit, act.quantity, act.digest, actor, deadline, signature));
    }
    if (verb == Verb.Record) {
        return abi.encodeCall(ITrace.recordBySig, (id, kindIn(act), act.digest, actor, deadline, signature));
    }
    if (verb == Verb.Series) {
        bytes32[] memory digests = digestsOf(act);
        return abi.encodeCall(ITrace.recordSeriesBySig, (id, kindIn(act), digests, actor, deadline, signature));
    }
    if (verb == Verb.Anchor) {
        return abi.encodeCall(
            ITrace.anchorBySig, (id, act.root, act.count, act.digest, actor, deadline, signature)
        );
    }
    if (verb == Verb.Split) {
        return abi.encodeCall(ITrace.splitBySig, (id, act.parts, act.digest, actor, deadline, signature));
    }
    if (verb == Verb.Transform) {
        return abi.encodeCall(
            ITrace.transformBySig, (plainInputs(act), act.outputs, act.digest, actor, deadline, signature)
        );
    }
    if (verb == Verb.Inspect) {
        return abi.encodeCall(ITrace.inspectBySig, (id, verdictOf(act), act.digest, actor, deadline, signature));
    }
    if (verb == Verb.Amend) {
        return abi.encodeCall(ITrace.amendBySig, (id, act.amended, act.digest, actor, deadline, signature));
    }
    if (verb == Verb.Offer) {
        return abi.encodeCall(ITrace.offerCustodyBySig, (id, act.to, act.digest, actor, deadline, signature));
    }
    if (verb == Verb.Take) {
        return abi.encodeCall(ITrace.takeCustodyBySig, (id, act.digest, actor, deadline, signature, act.consent));
    }
    return abi.encodeWithSelector(plainVerb(verb), id, act.digest, actor, deadline, signature);
}

function plainVerb(Verb verb) pure returns (bytes4) {
    if (verb == Verb.Recall) return ITrace.recallBySig.selector;
    if (verb == Verb.Lift) return ITrace.liftBySig.selector;
    if (verb == Verb.Withdraw) return ITrace.withdrawBySig.selector;
    if (verb == Verb.Accept) return ITrace.acceptCustodyBySig.selector;
    if (verb == Verb.Refuse) return ITrace.refuseCustodyBySig.selector;
    return ITrace.cancelOfferBySig.selector;
}

/// @dev The calldata of the direct verb.
function directCall(Act memory act) pure returns (bytes memory) {
    bytes32 id = keccak256(bytes(act.code));
    bytes32 digest = act.digest;
    Verb verb = act.verb;
    if (verb == Verb.Create) {
        return abi.encodeCall(ITrace.create, (act.code, bytes3(bytes(act.word)), act.quantity, digest));
    }
    if (verb == Verb.Record) return abi.encodeCall(ITrace.record, (id, kindIn(act), digest));
    if (verb == Verb.Series) return abi.encodeCall(ITrace.recordSeries, (id, kindIn(act), digestsOf(act)));
    if (verb == Verb.Anchor) return abi.encodeCall(ITrace.anchor, (id, act.root, act.count, digest));
    if (verb == Verb.Split) return abi.encodeCall(ITrace.split, (id, act.parts, digest));
    if (verb == Verb.Transform) return abi.encodeCall(ITrace.transform, (plainInputs(act), act.outputs, digest));
    if (verb == Verb.Inspect) return abi.encodeCall(ITrace.inspect, (id, verdictOf(act), digest));
    if (verb == Verb.Amend) return abi.encodeCall(ITrace.amend, (id, act.amended, digest));
    if (verb == Verb.Recall) return abi.encodeCall(ITrace.recall, (id, digest));
    if (verb == Verb.Lift) return abi.encodeCall(ITrace.lift, (id, digest));
    if (verb == Verb.Withdraw) return abi.encodeCall(ITrace.withdraw, (id, digest));
    if (verb == Verb.Offer) return abi.encodeCall(ITrace.offerCustody, (id, act.to, digest));
    if (verb == Verb.Accept) return abi.encodeCall(ITrace.acceptCustody, (id, digest));
    if (verb == Verb.Refuse) return abi.encodeCall(ITrace.refuseCustody, (id, digest));
    if (verb == Verb.Cancel) return abi.encodeCall(ITrace.cancelOffer, (id, digest));
    return abi.encodeCall(ITrace.takeCustody, (id, digest, act.deadline, act.consent));
}

function kindIn(Act memory act) pure returns (Kind) {
    return Kind.wrap(bytes32(bytes(act.word)));
}

function verdictOf(Act memory act) pure returns (Verdict) {
    return bytes(act.word)[0] == "p" ? Verdict.Pass : Verdict.Fail;
}

/// @dev The inputs as the contract takes them: it knows the numbers itself.
function plainInputs(Act memory act) pure returns (ITrace.Input[] memory inputs) {
    SignedInput[] memory signed = inputsOf(act);
    inputs = new ITrace.Input[](signed.length);
    for (uint256 i = 0; i < signed.length; ++i) {
        inputs[i] = ITrace.Input(keccak256(bytes(signed[i].code)), signed[i].quantity);
    }
}
