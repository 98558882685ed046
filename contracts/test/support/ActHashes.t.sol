// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Act, SignedInput, Verb, digestsOf, inputsOf} from "./Act.t.sol";

/// @dev EIP-712's `hashStruct` of an act, by the letter: on purpose without anything that `Trace` uses.
function structHash(Act memory act) pure returns (bytes32) {
    bytes32 typeHash = keccak256(typeOf(act.verb));
    bytes memory tail = abi.encode(act.digest, act.seq, act.deadline);
    bytes32 code = keccak256(bytes(act.code));
    bytes32 word = keccak256(bytes(act.word));
    if (act.verb == Verb.Create) {
        return keccak256(abi.encode(typeHash, code, word, act.quantity, act.digest, act.deadline));
    }
    if (act.verb == Verb.Transform) {
        bytes32 inputs = hashInputs(inputsOf(act));
        return keccak256(abi.encode(typeHash, inputs, hashOutputs(act.outputs), act.digest, act.deadline));
    }
    if (act.verb == Verb.Series) {
        bytes32 digests = keccak256(abi.encodePacked(digestsOf(act)));
        return keccak256(abi.encode(typeHash, code, word, digests, act.seq, act.deadline));
    }
    bytes memory head = abi.encode(typeHash, code);
    if (act.verb == Verb.Amend) head = abi.encode(typeHash, code, act.amended);
    if (act.verb == Verb.Record || act.verb == Verb.Inspect) head = abi.encode(typeHash, code, word);
    if (act.verb == Verb.Offer || act.verb == Verb.Take) head = abi.encode(typeHash, code, act.to);
    if (act.verb == Verb.Anchor) head = abi.encode(typeHash, code, act.root, act.count);
    if (act.verb == Verb.Split) head = abi.encode(typeHash, code, hashParts(act.parts));
    return keccak256(bytes.concat(head, tail));
}

function typeOf(Verb verb) pure returns (bytes memory) {
    if (verb == Verb.Create) {
        return "Create(string code,string unit,uint64 quantity,bytes32 digest,uint256 deadline)";
    }
    if (verb == Verb.Amend) return "Amend(string code,uint24 amended,bytes32 digest,uint24 seq,uint256 deadline)";
    if (verb == Verb.Record) return "Record(string code,string kind,bytes32 digest,uint24 seq,uint256 deadline)";
    if (verb == Verb.Inspect) return "Inspect(string code,string verdict,bytes32 digest,uint24 seq,uint256 deadline)";
    if (verb == Verb.Offer) return "OfferCustody(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)";
    if (verb == Verb.Take) return "HandOver(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)";
    if (verb == Verb.Series) {
        return "RecordSeries(string code,string kind,bytes32[] digests,uint24 seq,uint256 deadline)";
    }
    if (verb == Verb.Anchor) {
        return "Anchor(string code,bytes32 root,uint32 count,bytes32 digest,uint24 seq,uint256 deadline)";
    }
    // The types that one refers to come after it, in alphabetical order.
    if (verb == Verb.Split) {
        return "Split(string code,Part[] parts,bytes32 digest,uint24 seq,uint256 deadline)"
            "Part(string code,uint64 quantity,bytes32 digest)";
    }
    if (verb == Verb.Transform) {
        return "Transform(Input[] inputs,Output[] outputs,bytes32 digest,uint256 deadline)"
            "Input(string code,uint64 quantity,uint24 seq)"
            "Output(string code,string unit,uint64 quantity,bytes32 digest)";
    }
    return abi.encodePacked(plainName(verb), "(string code,bytes32 digest,uint24 seq,uint256 deadline)");
}

function plainName(Verb verb) pure returns (string memory) {
    if (verb == Verb.Recall) return "Recall";
    if (verb == Verb.Lift) return "Lift";
    if (verb == Verb.Withdraw) return "Withdraw";
    if (verb == Verb.Accept) return "AcceptCustody";
    if (verb == Verb.Refuse) return "RefuseCustody";
    return "CancelOffer";
}

/// @dev An array is encoded as the hash of its members' encodings, which for structs are their `hashStruct`.
function hashParts(ITrace.Part[] memory parts) pure returns (bytes32) {
    bytes32 typeHash = keccak256("Part(string code,uint64 quantity,bytes32 digest)");
    bytes memory hashes;
    for (uint256 i = 0; i < parts.length; ++i) {
        bytes32 code = keccak256(bytes(parts[i].code));
        bytes32 hash = keccak256(abi.encode(typeHash, code, parts[i].quantity, parts[i].digest));
        hashes = bytes.concat(hashes, hash);
    }
    return keccak256(hashes);
}

/// @dev As above.
function hashInputs(SignedInput[] memory inputs) pure returns (bytes32) {
    bytes32 typeHash = keccak256("Input(string code,uint64 quantity,uint24 seq)");
    bytes memory hashes;
    for (uint256 i = 0; i < inputs.length; ++i) {
        bytes32 code = keccak256(bytes(inputs[i].code));
        hashes = bytes.concat(hashes, keccak256(abi.encode(typeHash, code, inputs[i].quantity, inputs[i].seq)));
    }
    return keccak256(hashes);
}

/// @dev As above.
function hashOutputs(ITrace.Output[] memory outputs) pure returns (bytes32) {
    bytes32 typeHash = keccak256("Output(string code,string unit,uint64 quantity,bytes32 digest)");
    bytes memory hashes;
    for (uint256 i = 0; i < outputs.length; ++i) {
        ITrace.Output memory output = outputs[i];
        bytes32 code = keccak256(bytes(output.code));
        bytes32 unit = keccak256(unitText(output.unit));
        hashes = bytes.concat(hashes, keccak256(abi.encode(typeHash, code, unit, output.quantity, output.digest)));
    }
    return keccak256(hashes);
}

/// @dev A unit as text: of its three bytes those that are not padding.
function unitText(bytes3 unit) pure returns (bytes memory) {
    return unit[2] == 0 ? abi.encodePacked(unit[0], unit[1]) : abi.encodePacked(unit);
}
