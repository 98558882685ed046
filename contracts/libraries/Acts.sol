// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {hashOf} from "./Text.sol";
import {Verdict} from "../types/Journey.sol";
import {Kind} from "../types/Kind.sol";

/// @title Acts
/// @notice What is signed of each verb, as EIP-712 encodes it (see the verbs of `ITrace`).
/// @dev A batch's id is `keccak256(bytes(code))`, which is what EIP-712 puts in the place of `string code`.
library Acts {
    bytes32 internal constant CREATE = keccak256(
        "Create(string code,string unit,uint56 quantity,bool open,address holder,bytes32 digest,address actor,uint40 nonce,uint256 deadline)"
    );
    bytes32 internal constant RECORD =
        keccak256("Record(string code,string kind,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant RECORD_SERIES =
        keccak256("RecordSeries(string code,string kind,bytes32[] digests,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant ANCHOR = keccak256(
        "Anchor(string code,bytes32 root,uint32 count,bytes32 digest,address actor,uint40 nonce,uint256 deadline)"
    );
    bytes32 internal constant INSPECT =
        keccak256("Inspect(string code,string verdict,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant AMEND = keccak256(
        "Amend(string code,uint24 amended,uint16 index,bytes32 digest,address actor,uint40 nonce,uint256 deadline)"
    );
    bytes32 internal constant RECALL =
        keccak256("Recall(string code,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant LIFT =
        keccak256("Lift(string code,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant ORDER_RECALL =
        keccak256("OrderRecall(string code,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant LIFT_ORDER =
        keccak256("LiftOrder(string code,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant RECALL_MANY =
        keccak256("RecallMany(bytes32[] batches,bool order,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant WITHDRAW =
        keccak256("Withdraw(string code,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant CONSUME = keccak256(
        "Consume(string code,uint56 quantity,string reason,bytes32 digest,address actor,uint40 nonce,uint256 deadline)"
    );
    bytes32 internal constant OFFER_CUSTODY =
        keccak256("OfferCustody(string code,address to,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant ACCEPT_CUSTODY = keccak256(
        "AcceptCustody(string code,uint56 quantity,bytes32 digest,address actor,uint40 nonce,uint256 deadline)"
    );
    bytes32 internal constant REFUSE_CUSTODY =
        keccak256("RefuseCustody(string code,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant CANCEL_OFFER =
        keccak256("CancelOffer(string code,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant HAND_OVER = keccak256(
        "HandOver(Item[] batches,address to,bytes32 digest,address actor,uint40 nonce,uint256 deadline)"
        "Item(string code,uint56 quantity)"
    );
    bytes32 internal constant TAKE_MANY = keccak256(
        "TakeMany(Item[] batches,address from,bytes32 digest,address actor,uint40 nonce,uint256 deadline)"
        "Item(string code,uint56 quantity)"
    );
    bytes32 internal constant SET_OPEN =
        keccak256("SetOpen(string code,bool open,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant SPLIT = keccak256(
        "Split(string code,Part[] parts,bytes32 digest,address actor,uint40 nonce,uint256 deadline)"
        "Part(string name,uint56 quantity,bytes32 digest)"
    );
    bytes32 internal constant PART = keccak256("Part(string name,uint56 quantity,bytes32 digest)");
    bytes32 internal constant TRANSFORM = keccak256(
        "Transform(Item[] inputs,Output[] outputs,bool open,bytes32 digest,address actor,uint40 nonce,uint256 deadline)"
        "Item(string code,uint56 quantity)" "Output(string code,string unit,uint56 quantity,bytes32 digest)"
    );
    bytes32 internal constant ITEM = keccak256("Item(string code,uint56 quantity)");
    bytes32 internal constant OUTPUT = keccak256("Output(string code,string unit,uint56 quantity,bytes32 digest)");
    bytes32 internal constant SET_PARTY = keccak256(
        "SetParty(bytes32 batch,address custodian,address account,bool admitted,address actor,uint40 nonce,uint256 deadline)"
    );
    bytes32 internal constant SET_AGENT =
        keccak256("SetAgent(address account,bool added,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant MOVE_ACCOUNT =
        keccak256("MoveAccount(address to,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant ACCEPT_ACCOUNT =
        keccak256("AcceptAccount(address from,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant DESCRIBE_ACCOUNT =
        keccak256("DescribeAccount(address account,bytes32 digest,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant SET_NAMESPACE =
        keccak256("SetNamespace(string name,address owner,address actor,uint40 nonce,uint256 deadline)");
    bytes32 internal constant VOID_NONCE =
        keccak256("VoidNonce(address actor,uint40 nonce,uint256 deadline)");

    /// @notice How EIP-712 encodes a unit: it is text of the same shape as a kind.
    /// @param unit The unit.
    /// @return The hash of its text.
    function wordOf(bytes3 unit) internal pure returns (bytes32) {
        return Kind.wrap(unit).hash();
    }

    /// @notice How EIP-712 encodes a verdict as text.
    /// @param verdict Pass or fail.
    /// @return The hash of the word.
    function wordOf(Verdict verdict) internal pure returns (bytes32) {
        return verdict == Verdict.Pass ? keccak256("pass") : keccak256("fail");
    }

    /// @notice How EIP-712 encodes a reason as text.
    /// @param reason The reason.
    /// @return The hash of the word.
    function wordOf(ITraceLines.Reason reason) internal pure returns (bytes32) {
        if (reason == ITraceLines.Reason.Sold) return keccak256("sold");
        if (reason == ITraceLines.Reason.Used) return keccak256("used");
        if (reason == ITraceLines.Reason.Lost) return keccak256("lost");
        if (reason == ITraceLines.Reason.Destroyed) return keccak256("destroyed");
        return keccak256("sample");
    }

    /// @notice How EIP-712 encodes a list of words.
    /// @param words The words.
    /// @return The hash of them one after another.
    function hashWords(bytes32[] calldata words) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(words));
    }

    /// @notice How EIP-712 encodes the items of a transformation or of a hand-over.
    /// @param items The items.
    /// @return The hash of their struct hashes.
    function hashItems(ITraceTypes.Item[] calldata items) internal pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](items.length);
        for (uint256 i = 0; i < items.length; ++i) {
            (bytes32 id, uint256 quantity) = (items[i].id, items[i].quantity);
            bytes32 typeHash = ITEM;
            assembly ("memory-safe") {
                // As `abi.encode` would lay them out, in memory that nothing keeps.
                let free := mload(0x40)
                mstore(free, typeHash)
                mstore(add(free, 0x20), id)
                mstore(add(free, 0x40), quantity)
                mstore(add(hashes, mul(0x20, add(i, 1))), keccak256(free, 0x60))
            }
        }
        return keccak256(abi.encodePacked(hashes));
    }

    /// @notice How EIP-712 encodes the parts of a split.
    /// @param parts The parts.
    /// @return The hash of their struct hashes.
    function hashParts(ITraceTypes.Part[] calldata parts) internal pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](parts.length);
        for (uint256 i = 0; i < parts.length; ++i) {
            ITraceTypes.Part calldata part = parts[i];
            hashes[i] = keccak256(abi.encode(PART, hashOf(part.name), part.quantity, part.digest));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    /// @notice How EIP-712 encodes the outputs of a transformation.
    /// @param outputs The outputs.
    /// @return The hash of their struct hashes.
    function hashOutputs(ITraceTypes.Output[] calldata outputs) internal pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](outputs.length);
        for (uint256 i = 0; i < outputs.length; ++i) {
            ITraceTypes.Output calldata output = outputs[i];
            hashes[i] = keccak256(
                abi.encode(OUTPUT, hashOf(output.code), wordOf(output.unit), output.quantity, output.digest)
            );
        }
        return keccak256(abi.encodePacked(hashes));
    }
}
